using System.Globalization;
using System.Text.Json.Nodes;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>Ways of spoiling an answer, or of making it odd but right, for <see cref="StubTurn.Twisted"/>.</summary>
internal static class AnswerTwists
{
    /// <summary>The items last row first; still right.</summary>
    public static void Reversed(JsonObject answer)
    {
        var items = Items(answer);
        JsonNode[] ordered = [.. items.Select(item => item!).OrderByDescending(item => (int)item["row_index"]!)];
        items.Clear();
        foreach (var item in ordered)
            items.Add(item);
    }

    /// <summary>One row is not answered.</summary>
    public static void MissingRow(JsonObject answer) => Items(answer).RemoveAt(0);

    /// <summary>One row is answered twice and another not; with a single item it comes twice.</summary>
    public static void RepeatedRow(JsonObject answer)
    {
        var items = Items(answer);
        if (items.Count > 1)
            items.RemoveAt(1);
        items.Add(items[0]!.DeepClone());
    }

    /// <summary>The id of an item is not that of its row.</summary>
    public static void WrongId(JsonObject answer) => Items(answer)[0]!["id"] = "-1";

    /// <summary>The probabilities of an item do not say how likely true is.</summary>
    public static void NoTrue(JsonObject answer) => Items(answer)[0]!["probabilities"]!.AsObject().Remove("True");

    /// <summary>Probabilities, scores and row indices are texts; still right.</summary>
    public static void NumbersAsTexts(JsonObject answer)
    {
        foreach (var item in Items(answer).Select(item => item!.AsObject()))
        {
            item["row_index"] = item["row_index"]!.ToJsonString();
            foreach (var (label, chance) in item["probabilities"]?.AsObject().ToArray() ?? [])
                item["probabilities"]![label] = ((double)chance!).ToString("R", CultureInfo.InvariantCulture);
            foreach (var ranked in item["rankings"]?.AsArray() ?? [])
                ranked!["score"] = ((double)ranked["score"]!).ToString("R", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Another model says that it answered; still right.</summary>
    public static Action<JsonObject> OtherModel(string name) => answer => answer["model"] = name;

    private static JsonArray Items(JsonObject answer) => answer["predictions"]!.AsArray();
}
