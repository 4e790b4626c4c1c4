namespace PersonalizedAgent.Core.Decisions;

/// <summary>A decision and its place in the log.</summary>
/// <param name="Sequence">1 for the first decision of the log, then one more for each, without gaps.</param>
/// <param name="Decision">The decision.</param>
public sealed record LoggedDecision(long Sequence, Decision Decision);
