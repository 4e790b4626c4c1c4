using System.Text.Json;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>Reads what is asked, against its schema.</summary>
internal static class TaskReader
{
    private static readonly string[] Kinds = [TaskKinds.Binary, TaskKinds.Multiclass, TaskKinds.Classification, TaskKinds.Regression, TaskKinds.LinkPrediction, TaskKinds.Forecasting, "ranking"];

    public static StubTask? Read(Node root, StubSchema? schema)
    {
        if (root.Field("task", JsonValueKind.Object) is not { } task)
            return null;
        task.Only("kind", "target", "entity_table_names", "anchor_time_column", "top_k", "step_size", "num_forecasts");
        if (task.OneOf("kind", Kinds) is not { } kind)
            return null;
        if (kind is not (TaskKinds.Binary or TaskKinds.Classification or TaskKinds.LinkPrediction))
        {
            task.FailAt("kind", $"{kind} is not supported by this server", CheckList.UnsupportedShape);
            return null;
        }

        var isRanking = kind == TaskKinds.LinkPrediction;
        foreach (var name in isRanking ? (string[])["step_size", "num_forecasts"] : ["step_size", "num_forecasts", "top_k"])
        {
            if (task.Has(name))
                task.FailAt(name, $"not for {kind}");
        }

        var topK = isRanking ? task.Whole("top_k", 1, int.MaxValue) ?? 0 : 0;
        var target = Target(task, isRanking, schema);
        var entities = Entities(task, isRanking, schema);
        var anchor = Anchor(task, schema);
        return target is null || entities is null ? null : new StubTask(kind, target, entities, anchor, topK);
    }

    private static string? Target(Node task, bool isRanking, StubSchema? schema)
    {
        if (task.Field("target", JsonValueKind.Object) is not { } target)
            return null;
        target.Only("column_name", "dtype", "classes", "positive_class");
        var name = target.Text("column_name");
        var dtype = target.OneOf("dtype", SchemaReader.AllDtypes);
        var wanted = isRanking ? Dtypes.StringList : Dtypes.Bool;
        if (name is not null && schema is not null && !schema.Instances.Columns.ContainsKey(name))
            target.FailAt("column_name", "no column of the instance table");
        else if (name is StubTableSchema.InstanceId)
            target.FailAt("column_name", "reserved");
        else if (dtype is not null && name is not null && schema is not null && schema.Instances.Columns[name].Dtype is var declared && dtype != declared)
            target.FailAt("dtype", $"{dtype}, but {declared} in the schema");
        else if (dtype is not null && dtype != wanted)
            target.FailAt("dtype", $"must be {wanted} for this kind of task");
        if (isRanking)
        {
            foreach (var other in (string[])["classes", "positive_class"])
            {
                if (target.Has(other))
                    target.FailAt(other, "not for rankings");
            }
        }
        else
        {
            if (target.Texts("classes") is { } classes && !classes.SequenceEqual(["false", "true"]))
                target.FailAt("classes", "must be [\"false\",\"true\"]");
            target.OneOf("positive_class", ["true"]);
        }

        return name;
    }

    private static IReadOnlyList<string>? Entities(Node task, bool isRanking, StubSchema? schema)
    {
        if (task.Texts("entity_table_names") is not { } names)
            return null;
        var count = isRanking ? 2 : 1;
        if (names.Count != count)
        {
            task.FailAt("entity_table_names", $"must have {count} for this kind of task");
            return null;
        }

        for (var i = 0; i < names.Count && schema is not null; i++)
        {
            if (!schema.Related.ContainsKey(names[i]))
                task.FailAt($"entity_table_names[{i}]", "no related table of the schema");
        }

        if (schema is not null && schema.Related.ContainsKey(names[0]) && !schema.Relations.Any(relation => relation.Source is null && relation.Target == names[0]))
            task.Checks.Add("schema.relationships", $"the instance table is not linked to {names[0]}");
        return names;
    }

    private static string? Anchor(Node task, StubSchema? schema)
    {
        var name = task.Text("anchor_time_column", isNeeded: false);
        if (schema is null)
            return name;
        if (name is null)
        {
            if (!task.Has("anchor_time_column") && schema.Related.Values.Any(table => table.Columns.Values.Any(column => column.IsTime)))
                task.FailAt("anchor_time_column", "required where related tables have times");
            return null;
        }

        if (!schema.Instances.Columns.TryGetValue(name, out var column))
            task.FailAt("anchor_time_column", "no column of the instance table");
        else if (!column.IsTime)
            task.FailAt("anchor_time_column", $"must be {Dtypes.Timestamp}, is {column.Dtype}");
        else if (column.IsNullable)
            task.Checks.Add($"schema.instance_table.columns.{name}.nullable", "must be false for the anchor");
        return name;
    }
}
