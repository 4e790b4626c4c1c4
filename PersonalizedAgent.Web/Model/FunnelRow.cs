using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Web.Model;

/// <summary>How far an action came on the way to a decision.</summary>
/// <param name="Action">The action.</param>
/// <param name="Candidate">As the decision saw it; <see langword="null"/> where the receipt says nothing of it.</param>
/// <param name="IsChosen">Whether it was chosen.</param>
internal sealed record FunnelRow(AgentAction Action, Candidate? Candidate, bool IsChosen)
{
    /// <summary>Whether no guard rail removed it.</summary>
    public bool IsAllowed => IsChosen || Candidate is { LeftOut: null };

    /// <summary>What the policy went by; <see langword="null"/> where it weighed nothing, or the action was left out.</summary>
    public double? Value => IsAllowed ? Candidate?.Value : null;

    /// <summary>With what probability it was to be taken.</summary>
    public double Probability(PolicyChoice choice) => Candidate?.Probability ?? (IsChosen ? choice.Propensity : 0);

    /// <summary>The three actions of a decision, in their usual order.</summary>
    public static IReadOnlyList<FunnelRow> Of(PolicyChoice choice) =>
        [.. AgentActions.All.Select(action => new FunnelRow(action, choice.Candidates.FirstOrDefault(candidate => candidate.Action == action), choice.Action == action))];
}
