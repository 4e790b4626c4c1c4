using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>What is asked.</summary>
/// <param name="Kind">A yes or no, or a ranking.</param>
/// <param name="Target">The instances' column with the label.</param>
/// <param name="Entities">The entities' tables.</param>
/// <param name="Anchor">The instances' column with the anchor, if there are times.</param>
/// <param name="TopK">How long a ranking is.</param>
internal sealed record StubTask(string Kind, string Target, IReadOnlyList<string> Entities, string? Anchor, int TopK)
{
    public bool IsRanking => Kind == TaskKinds.LinkPrediction;
}
