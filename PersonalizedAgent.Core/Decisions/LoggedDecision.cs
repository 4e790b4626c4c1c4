namespace PersonalizedAgent.Core.Decisions;

/// <summary>A decision of which something came.</summary>
/// <param name="Place">The place of its reward among all rewards: 1 for the first, greater for each later one.</param>
/// <param name="Logged">The decision, with its reward.</param>
public sealed record RewardedDecision(long Place, LoggedDecision Logged);

/// <summary>A decision and its place in the log.</summary>
/// <param name="Sequence">1 for the first decision of the log, then one more for each, without gaps.</param>
/// <param name="Decision">The decision.</param>
public sealed record LoggedDecision(long Sequence, Decision Decision)
{
    /// <summary>What came of it; <see langword="null"/> as long as nothing did.</summary>
    public Reward? Reward { get; init; }
}
