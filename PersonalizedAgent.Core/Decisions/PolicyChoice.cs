using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>What a policy chose, and why.</summary>
/// <param name="Action">The action chosen.</param>
/// <param name="Propensity">The probability with which the policy took this action, in (0, 1]; 1 for a policy without chance.</param>
/// <param name="Reason">Why, in a sentence for people, such as <c>0.82 is above the threshold 0.70: recommend_product</c>.</param>
public sealed record PolicyChoice(AgentAction Action, double Propensity, string Reason);
