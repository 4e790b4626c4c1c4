using System.Globalization;
using System.Text.Json;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>What rows must be to each other. Only for sections whose cells passed.</summary>
internal sealed class RowRules(StubSchema schema, StubTask task, CheckList checks)
{
    private const string RunningNumber = "__node_id";
    private const int MostTexts = 10_000;

    private readonly HashSet<long> _instances = [];
    private readonly Dictionary<string, HashSet<string>> _keys = [];

    /// <summary>Checks a section, and its numbers against those of the section checked before.</summary>
    public void Check(StubSection section)
    {
        var anchors = Anchors(section.Instances);
        foreach (var (name, table) in section.Related)
            CheckRows(table, schema.Related[name], anchors);
    }

    /// <summary>Each row that is asked for has something to choose from.</summary>
    public void CheckCandidates(StubSection predict)
    {
        if (!task.IsRanking)
            return;
        var items = predict.Related[task.Entities[1]];
        var place = items.PlaceOf(StubTableSchema.InstanceId);
        var given = items.Rows.Select(row => CellChecker.Whole(row.Cells[place])).ToHashSet();
        var own = predict.Instances.PlaceOf(StubTableSchema.InstanceId);
        foreach (var row in predict.Instances.Rows)
        {
            if (!given.Contains(CellChecker.Whole(row.Cells[own])))
                checks.Add(predict.Instances.PathOf(row.Index, StubTableSchema.InstanceId), $"no candidates: {task.Entities[1]} has no row of this instance");
        }
    }

    /// <summary>No category has more texts than the server takes.</summary>
    public void CheckTexts(StubSection context, StubSection? predict)
    {
        Count("schema.instance_table", schema.Instances, [context.Instances, .. predict is null ? (StubTable[])[] : [predict.Instances]]);
        foreach (var (name, table) in schema.Related)
            Count($"schema.related_tables.{name}", table, [context.Related[name], .. predict is null ? (StubTable[])[] : [predict.Related[name]]]);
    }

    private Dictionary<long, DateTime> Anchors(StubTable table)
    {
        var anchors = new Dictionary<long, DateTime>();
        var (id, anchor) = (table.PlaceOf(StubTableSchema.InstanceId), task.Anchor is null ? -1 : table.PlaceOf(task.Anchor));
        foreach (var row in table.Rows)
        {
            var instance = CellChecker.Whole(row.Cells[id]);
            if (!_instances.Add(instance))
                checks.Add(table.PathOf(row.Index, StubTableSchema.InstanceId), "not unique over context and predict");
            anchors[instance] = anchor < 0 ? DateTime.MaxValue : CellChecker.Time(row.Cells[anchor]);
        }

        return anchors;
    }

    private void CheckRows(StubTable table, StubTableSchema columns, Dictionary<long, DateTime> anchors)
    {
        var (id, key) = (table.PlaceOf(StubTableSchema.InstanceId), table.PlaceOf(columns.Key));
        int[] times = [.. columns.Columns.Values.Where(column => column.IsTime).Select(column => table.PlaceOf(column.Name))];
        // Running numbers are unique by themselves, over both sections.
        var isRunning = columns.Key == RunningNumber;
        var keys = isRunning && _keys.TryGetValue(columns.Name, out var known) ? known : _keys[columns.Name] = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var instance = CellChecker.Whole(row.Cells[id]);
            var own = CellChecker.Key(row.Cells[key]);
            if (!keys.Add(isRunning ? own : string.Create(CultureInfo.InvariantCulture, $"{instance}|{own}")))
                checks.Add(table.PathOf(row.Index, columns.Key), "primary key is not unique");
            if (!anchors.TryGetValue(instance, out var anchor))
            {
                checks.Add(table.PathOf(row.Index, StubTableSchema.InstanceId), "no instance of this section");
                continue;
            }

            foreach (var time in times)
            {
                if (row.Cells[time].ValueKind != JsonValueKind.Null && CellChecker.Time(row.Cells[time]) > anchor)
                    checks.Add(table.PathOf(row.Index, table.Columns[time]), "later than the anchor of its instance: it tells the future");
            }
        }
    }

    private void Count(string path, StubTableSchema table, StubTable[] sections)
    {
        foreach (var column in table.Columns.Values.Where(column => column.IsCounted && !(table == schema.Instances && column.Name == task.Target)))
        {
            var texts = new HashSet<string>(StringComparer.Ordinal);
            foreach (var section in sections)
            {
                var place = section.PlaceOf(column.Name);
                foreach (var row in section.Rows)
                {
                    if (row.Cells[place].ValueKind == JsonValueKind.Array)
                        texts.UnionWith(row.Cells[place].EnumerateArray().Select(text => text.GetString()!));
                    else if (row.Cells[place].GetString() is { } text)
                        texts.Add(text);
                }
            }

            if (texts.Count > MostTexts)
                checks.Add($"{path}.columns.{column.Name}", string.Create(CultureInfo.InvariantCulture, $"categorical cardinality {texts.Count} exceeds limit {MostTexts}"));
        }
    }
}
