using System.Text.Json;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>Reads how rows name each other: tables and columns must be there, and alike in type.</summary>
internal static class RelationReader
{
    public static IReadOnlyList<StubRelation>? Read(Node schema, StubTableSchema instances, Dictionary<string, StubTableSchema> related)
    {
        if (schema.Field("relationships", JsonValueKind.Array) is not { } list)
            return null;
        var relations = new List<StubRelation>();
        foreach (var item in list.Items())
        {
            if (item.Value.ValueKind != JsonValueKind.Object)
                item.Fail($"expected object, got {item.Value.ValueKind.Word()}");
            else if (Relation(item, instances, related) is { } relation)
                relations.Add(relation);
        }

        return relations.Count == list.Value.GetArrayLength() ? relations : null;
    }

    private static StubRelation? Relation(Node item, StubTableSchema instances, Dictionary<string, StubTableSchema> related)
    {
        item.Only("source_table", "source_columns", "target_table", "target_columns");
        var source = item.Has("source_table") ? Table(item, "source_table", related) : instances;
        var target = Table(item, "target_table", related);
        var from = Columns(item, "source_columns", source);
        var to = Columns(item, "target_columns", target);
        if (source is null || target is null || from is null || to is null)
            return null;
        if (from.Count != to.Count)
        {
            item.FailAt("target_columns", $"{to.Count} columns for {from.Count} source columns");
            return null;
        }

        for (var i = 0; i < from.Count; i++)
        {
            var (one, other) = (source.Columns[from[i]].Dtype, target.Columns[to[i]].Dtype);
            if (one != other)
                item.FailAt($"target_columns[{i}]", $"{other}, but {one} in the source table");
        }

        return new StubRelation(source == instances ? null : source.Name, from, target.Name, to);
    }

    private static StubTableSchema? Table(Node item, string field, Dictionary<string, StubTableSchema> related)
    {
        if (item.Text(field) is not { } name)
            return null;
        if (related.TryGetValue(name, out var table))
            return table;
        item.FailAt(field, "no related table of the schema");
        return null;
    }

    private static IReadOnlyList<string>? Columns(Node item, string field, StubTableSchema? table)
    {
        if (item.Texts(field) is not { } names || table is null)
            return null;
        if (names.Count == 0)
        {
            item.FailAt(field, "is empty");
            return null;
        }

        var areThere = true;
        for (var i = 0; i < names.Count; i++)
        {
            if (table.Columns.ContainsKey(names[i]))
                continue;
            item.FailAt($"{field}[{i}]", "no column of the table");
            areThere = false;
        }

        return areThere ? names : null;
    }
}
