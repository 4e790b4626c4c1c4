using System.Globalization;
using System.Text.Json.Nodes;
using PersonalizedAgent.Benchmarks.KumoStub.Checking;

namespace PersonalizedAgent.Benchmarks.KumoStub.Answering;

/// <summary>Puts an answer together. Its items come in an order of their own: only <c>row_index</c> says whose they are.</summary>
internal static class StubAnswer
{
    public static JsonObject Of(CheckedRequest request, string id, int seed, CancellationToken cancellationToken)
    {
        var task = request.Given.Task;
        var items = task.IsRanking
            ? RankingAnswer.Of(request).Select(ranking => new JsonObject
            {
                ["rankings"] = new JsonArray([.. ranking.Select(item => (JsonNode)new JsonObject { ["id"] = item.Id, ["score"] = item.Score })]),
            })
            : BinaryAnswer.Of(request, cancellationToken).Select(chance => Binary(chance, request.Fields));
        var instances = request.Predict.Instances;
        var place = instances.PlaceOf(StubTableSchema.InstanceId);
        JsonObject[] ordered = [.. items.Select((item, row) =>
        {
            item.Insert(0, "id", CellChecker.Whole(instances.Rows[row].Cells[place]).ToString(CultureInfo.InvariantCulture));
            item.Insert(1, "row_index", row);
            return item;
        })];
        Shuffle(ordered, seed);
        return new JsonObject
        {
            ["id"] = id,
            ["model"] = KumoStubServer.Model,
            ["predictions"] = new JsonArray([.. ordered]),
            ["metadata"] = new JsonObject { ["task_kind"] = task.Kind, ["adapter"] = "stub" },
        };
    }

    private static JsonObject Binary(double chance, IReadOnlyList<string> fields)
    {
        var item = new JsonObject();
        if (fields.Contains("prediction"))
            item["prediction"] = chance >= 0.5;
        if (fields.Contains("probabilities"))
            item["probabilities"] = new JsonObject { ["False"] = 1 - chance, ["True"] = chance };
        return item;
    }

    /// <summary>Brings the items into another order than the rows', always the same for one seed.</summary>
    private static void Shuffle(JsonObject[] items, int seed)
    {
        if (items.Length < 2)
            return;
        JsonObject[] before = [.. items];
        new Random(seed).Shuffle(items);
        if (items.AsSpan().SequenceEqual(before))
            Array.Reverse(items);
    }
}
