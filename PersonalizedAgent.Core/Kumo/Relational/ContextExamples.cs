using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>Chooses the examples that go along with a question, newest anchors first, as many as the run mode takes (contract of Kumo Relational: its client does the same).</summary>
internal static class ContextExamples
{
    /// <summary>So many anchors are tried before the context is taken as it is.</summary>
    private const int MostAnchors = 60;

    /// <summary>Examples of who ordered within the horizon.</summary>
    public static IReadOnlyList<LabelledExample> Engagement(Dataset dataset, int at, int horizonDays, int count)
    {
        var examples = new List<LabelledExample>();
        foreach (var anchor in ContextBuilder.Anchors(dataset.Orders, at, horizonDays, MostAnchors))
        {
            if (examples.Count >= count)
                break;
            examples.AddRange(ContextBuilder.Engagement(dataset, anchor, horizonDays, count - examples.Count));
        }

        return examples;
    }

    /// <summary>Examples of who responded to an action, the newest contacts.</summary>
    public static IReadOnlyList<LabelledExample> Responses(Dataset dataset, AgentAction action, int at, int count) =>
        [.. ContextBuilder.Responses(dataset, action, int.MinValue, at).OrderByDescending(example => example.Anchor).ThenBy(example => example.UserRow).Take(count)];

    /// <summary>Examples of what was ordered within the horizon.</summary>
    public static IReadOnlyList<ItemExample> NextItems(Dataset dataset, int at, int horizonDays, int count)
    {
        var examples = new List<ItemExample>();
        foreach (var anchor in ContextBuilder.Anchors(dataset.Orders, at, horizonDays, MostAnchors))
        {
            if (examples.Count >= count)
                break;
            examples.AddRange(ContextBuilder.NextItems(dataset, anchor, horizonDays, count - examples.Count));
        }

        return examples;
    }
}
