using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>How likely a user responds to an action.</summary>
/// <param name="Action">The action.</param>
/// <param name="Probability">The probability of a response, 0 to 1.</param>
public readonly record struct ActionScore(AgentAction Action, Score Probability);
