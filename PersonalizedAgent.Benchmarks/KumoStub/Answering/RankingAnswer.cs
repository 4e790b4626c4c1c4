using System.Text.Json;
using PersonalizedAgent.Benchmarks.KumoStub.Checking;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub.Answering;

/// <summary>Ranks the candidates of each row by how often the examples chose them and how often the row's own past names them; ids break ties.</summary>
internal static class RankingAnswer
{
    public static IReadOnlyList<IReadOnlyList<ItemScore>> Of(CheckedRequest request)
    {
        var (task, schema, context) = request.Given;
        var chosen = Chosen(context.Instances, task.Target);
        var own = Own(request, schema, task);
        var items = request.Predict.Related[task.Entities[1]];
        var (owner, key) = (items.PlaceOf(StubTableSchema.InstanceId), items.PlaceOf(schema.Related[task.Entities[1]].Key));
        var candidates = items.Rows.ToLookup(row => CellChecker.Whole(row.Cells[owner]), row => CellChecker.Key(row.Cells[key]));
        var id = request.Predict.Instances.PlaceOf(StubTableSchema.InstanceId);
        return [.. request.Predict.Instances.Rows.Select(row => CellChecker.Whole(row.Cells[id])).Select(instance => (IReadOnlyList<ItemScore>)
        [
            .. candidates[instance]
                .Select(item => new ItemScore(item, chosen.GetValueOrDefault(item) + own.GetValueOrDefault((instance, item))))
                .OrderByDescending(item => item.Score)
                .ThenBy(item => item.Id, StringComparer.Ordinal)
                .Take(task.TopK),
        ])];
    }

    private static Dictionary<string, int> Chosen(StubTable instances, string target)
    {
        var place = instances.PlaceOf(target);
        return instances.Rows.SelectMany(row => row.Cells[place].EnumerateArray()).CountBy(item => item.GetString()!).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>By instance and item: the rows of other tables that name the item.</summary>
    private static Dictionary<(long Instance, string Item), int> Own(CheckedRequest request, StubSchema schema, StubTask task)
    {
        var counts = new Dictionary<(long, string), int>();
        var key = schema.Related[task.Entities[1]].Key;
        foreach (var relation in schema.Relations.Where(relation => relation.Source is not null && relation.Target == task.Entities[1] && relation.TargetColumns.Contains(key)))
        {
            var table = request.Predict.Related[relation.Source!];
            var owner = table.PlaceOf(StubTableSchema.InstanceId);
            var place = table.PlaceOf(relation.SourceColumns[relation.TargetColumns.Index().First(column => column.Item == key).Index]);
            foreach (var row in table.Rows.Where(row => row.Cells[place].ValueKind != JsonValueKind.Null))
            {
                var named = (CellChecker.Whole(row.Cells[owner]), CellChecker.Key(row.Cells[place]));
                counts[named] = counts.GetValueOrDefault(named) + 1;
            }
        }

        return counts;
    }
}
