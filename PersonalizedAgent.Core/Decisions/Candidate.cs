using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>An action as a decision saw it.</summary>
/// <param name="Action">The action.</param>
/// <param name="Probability">The probability with which the policy would take it, 0 to 1; 0 for one that a guard rail removed, but for the message that is sent where nothing is left.</param>
/// <param name="Value">What the policy went by: greater is better, in the policy's own unit; <see langword="null"/> where it weighs nothing.</param>
/// <param name="LeftOut">The guard rail that removed it, in words; <see langword="null"/> for one that was allowed.</param>
public sealed record Candidate(AgentAction Action, double Probability, double? Value = null, string? LeftOut = null);
