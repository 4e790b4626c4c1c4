namespace PersonalizedAgent.Core.Decisions;

/// <summary>A decision and its place in the log.</summary>
/// <param name="Sequence">1 for the first decision of the log, then one more for each, without gaps.</param>
/// <param name="Decision">The decision.</param>
public sealed record LoggedDecision(long Sequence, Decision Decision)
{
    /// <summary>What came of it; <see langword="null"/> as long as nothing did.</summary>
    public Reward? Reward { get; init; }
}
