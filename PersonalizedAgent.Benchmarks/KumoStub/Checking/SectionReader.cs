using System.Globalization;
using System.Text.Json;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>Reads instances and their rows, each cell against the schema.</summary>
internal sealed class SectionReader(StubSchema schema, StubTask task)
{
    /// <summary>How many instances a section may have.</summary>
    public const int MostInstances = 10_000;

    public StubSection? Read(Node root, string name, bool hasTarget)
    {
        if (root.Field(name, JsonValueKind.Object) is not { } section)
            return null;
        section.Only(StubTableSchema.InstanceTable, "related_tables");
        var instances = section.Field(StubTableSchema.InstanceTable, JsonValueKind.Object) is { } node ? Table(node, schema.Instances, hasTarget) : null;
        if (instances is { Rows.Count: 0 })
            root.Checks.Add($"{instances.Path}.rows", "is empty");
        var related = new Dictionary<string, StubTable>(StringComparer.Ordinal);
        if (section.Field("related_tables", JsonValueKind.Object) is not { } tables)
            return null;
        tables.Only([.. schema.Related.Keys]);
        foreach (var table in schema.Related.Values)
        {
            if (tables.Field(table.Name, JsonValueKind.Object) is { } rows && Table(rows, table, hasTarget: null) is { } read)
                related.Add(table.Name, read);
        }

        return instances is null ? null : new StubSection(instances, related);
    }

    private StubTable? Table(Node node, StubTableSchema table, bool? hasTarget)
    {
        node.Only("format", "columns", "rows");
        node.OneOf("format", ["arrays"]);
        if (Columns(node, table, hasTarget) is not { } columns || node.Field("rows", JsonValueKind.Array) is not { } rows)
            return null;
        if (hasTarget is not null && rows.Value.GetArrayLength() is > MostInstances and var count)
        {
            rows.Fail(string.Create(CultureInfo.InvariantCulture, $"{count} rows exceed limit {MostInstances}"), CheckList.UnsupportedShape);
            return null;
        }

        var read = new List<StubRow>(rows.Value.GetArrayLength());
        var specs = columns.Select(column => table.Columns[column]).ToArray();
        foreach (var row in rows.Value.EnumerateArray())
        {
            if (Row(node, row, read.Count, specs) is { } cells)
                read.Add(new StubRow(read.Count, cells));
            else
                return null;
        }

        return new StubTable(node.Path, columns, read);
    }

    private IReadOnlyList<string>? Columns(Node node, StubTableSchema table, bool? hasTarget)
    {
        if (node.Texts("columns") is not { } columns)
            return null;
        var areRight = true;
        for (var i = 0; i < columns.Count; i++)
        {
            var reason = !table.Columns.ContainsKey(columns[i]) ? "not in the schema" : hasTarget == false && columns[i] == task.Target ? "the target must be left out" : null;
            if (reason is null)
                continue;
            node.FailAt(string.Create(CultureInfo.InvariantCulture, $"columns[{i}]"), reason);
            areRight = false;
        }

        // One that is called otherwise is not missing too.
        foreach (var missing in areRight ? table.Columns.Keys.Except(columns) : [])
        {
            if (hasTarget == false && missing == task.Target)
                continue;
            node.FailAt("columns", $"{missing} is missing");
            areRight = false;
        }

        return areRight ? columns : null;
    }

    /// <summary>The cells of a row; nothing where their number is wrong. Wrong cells are noted.</summary>
    private JsonElement[]? Row(Node table, JsonElement row, int index, StubColumn[] columns)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"rows[{index}]");
        if (row.ValueKind != JsonValueKind.Array)
        {
            table.FailAt(name, $"expected array, got {row.ValueKind.Word()}");
            return null;
        }

        if (row.GetArrayLength() != columns.Length)
        {
            table.FailAt(name, string.Create(CultureInfo.InvariantCulture, $"{row.GetArrayLength()} cells for {columns.Length} columns"));
            return null;
        }

        JsonElement[] cells = [.. row.EnumerateArray()];
        for (var i = 0; i < cells.Length; i++)
        {
            // A label is never unknown, and no ranking is learned from nothing.
            var isTarget = table.Path == "context.instance_table" && columns[i].Name == task.Target;
            var fault = CellChecker.Fault(cells[i], columns[i].Dtype, columns[i].IsNullable && !isTarget);
            if (fault is null && isTarget && columns[i].Dtype == Dtypes.StringList && cells[i].GetArrayLength() == 0)
                fault = "is empty";
            if (fault is not null)
                table.FailAt($"{name}[{columns[i].Name}]", fault);
        }

        return cells;
    }
}
