using System.Text.Json;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>Reads the tables, their columns and relations.</summary>
internal static class SchemaReader
{
    /// <summary>How many tables a request may have, that of the instances included.</summary>
    public const int MostTables = 15;

    public static readonly string[] AllDtypes =
        [Dtypes.Bool, Dtypes.Int32, Dtypes.Int64, Dtypes.Float32, Dtypes.Float64, Dtypes.String, Dtypes.StringList, Dtypes.Timestamp];

    private static readonly string[] AllStypes =
        [Stypes.Numerical, Stypes.Categorical, Stypes.MultiCategorical, Stypes.Id, Stypes.Text, Stypes.Timestamp, Stypes.Sequence, Stypes.Image];

    public static StubSchema? Read(Node root)
    {
        if (root.Field("schema", JsonValueKind.Object) is not { } schema)
            return null;
        schema.Only(StubTableSchema.InstanceTable, "related_tables", "relationships");
        var instances = schema.Field(StubTableSchema.InstanceTable, JsonValueKind.Object) is { } node ? Table(StubTableSchema.InstanceTable, node, isInstances: true) : null;
        var related = new Dictionary<string, StubTableSchema>(StringComparer.Ordinal);
        var tables = schema.Field("related_tables", JsonValueKind.Object);
        foreach (var (name, table) in tables?.Objects() ?? [])
        {
            if (name == StubTableSchema.InstanceTable)
                table.Fail("reserved name");
            else if (Table(name, table, isInstances: false) is { } read)
                related.Add(name, read);
        }

        if (tables is { } all && all.Value.EnumerateObject().Count() + 1 > MostTables)
            all.Fail($"more than {MostTables} tables in all", CheckList.UnsupportedShape);
        // The rest would complain of what is not known for other reasons.
        if (instances is null || tables is null || related.Count < tables.Value.Value.EnumerateObject().Count())
            return null;
        return RelationReader.Read(schema, instances, related) is { } relations ? new StubSchema(instances, related, relations) : null;
    }

    private static StubTableSchema? Table(string name, Node table, bool isInstances)
    {
        table.Only("columns", "primary_key");
        var columns = new Dictionary<string, StubColumn>(StringComparer.Ordinal);
        var node = table.Field("columns", JsonValueKind.Object);
        foreach (var (columnName, column) in node?.Objects() ?? [])
        {
            if (Column(columnName, column) is { } read)
                columns.Add(columnName, read);
        }

        if (node is null || columns.Count < node.Value.Value.EnumerateObject().Count())
            return null;
        var key = Key(table, columns, isInstances);
        return key is null ? null : new StubTableSchema(name, columns, key);
    }

    private static StubColumn? Column(string name, Node column)
    {
        column.Only("dtype", "stype", "nullable");
        var dtype = column.OneOf("dtype", AllDtypes);
        var stype = column.OneOf("stype", AllStypes, isNeeded: false);
        var isNullable = column.Flag("nullable", isNeeded: false) ?? true;
        if (dtype is null)
            return null;
        var read = new StubColumn(name, dtype, stype, isNullable);
        var isFitting = stype switch
        {
            Stypes.Numerical => read.IsNumber,
            Stypes.Timestamp => read.IsTime,
            Stypes.MultiCategorical => dtype == Dtypes.StringList,
            Stypes.Text => dtype is Dtypes.StringList or Dtypes.String,
            Stypes.Categorical => !read.IsTime && dtype != Dtypes.StringList,
            Stypes.Id => read.IsNumber || dtype is Dtypes.String,
            _ => true,
        };
        if (!isFitting)
            column.FailAt("stype", $"{stype} does not go with {dtype}");
        return read;
    }

    /// <summary>The instance, and in related tables the row's own key behind it.</summary>
    private static IReadOnlyList<string>? Key(Node table, Dictionary<string, StubColumn> columns, bool isInstances)
    {
        IReadOnlyList<string>? key = table.Value.TryGetProperty("primary_key", out var value) && value.ValueKind == JsonValueKind.String
            ? [value.GetString()!]
            : table.Texts("primary_key");
        if (key is null)
            return null;
        if (isInstances ? !key.SequenceEqual([StubTableSchema.InstanceId]) : key.Count != 2 || key[0] != StubTableSchema.InstanceId)
        {
            table.FailAt("primary_key", isInstances ? "must be instance_id" : "must be instance_id and one column more");
            return null;
        }

        foreach (var name in key)
        {
            if (!columns.TryGetValue(name, out var column))
            {
                table.FailAt("primary_key", $"{name} is no column of the table");
                return null;
            }

            if (column.IsNullable)
                table.FailAt($"columns.{name}.nullable", "must be false for a key");
            if (column.Stype != Stypes.Id)
                table.FailAt($"columns.{name}.stype", "must be ID for a key");
            if (name == StubTableSchema.InstanceId ? column.Dtype is not (Dtypes.Int32 or Dtypes.Int64) : column.Dtype is not (Dtypes.Int32 or Dtypes.Int64 or Dtypes.String))
                table.FailAt($"columns.{name}.dtype", $"{column.Dtype} cannot be a key");
        }

        return key;
    }
}
