using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions.Rails;

/// <summary>An action that guard rails removed.</summary>
/// <param name="Action">The action.</param>
/// <param name="Reason">Why, in words with numbers, such as <c>discount not above a score of 0.90: 0.93</c>; several are parted by <c>, </c>.</param>
public sealed record RemovedAction(AgentAction Action, string Reason);
