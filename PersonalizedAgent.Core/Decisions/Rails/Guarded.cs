using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions.Rails;

/// <summary>Lets a policy choose among what guard rails left, and says what they removed.</summary>
public static class Guarded
{
    /// <summary>
    /// The policy's choice among the allowed actions. Where contact is not allowed, no action is taken; where it is but no action is left, a message
    /// is sent. In both cases the policy is not asked and nothing is left to chance.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="input">What the policy may look at; its allowed actions are replaced by those of the verdict.</param>
    /// <param name="verdict">What guard rails say.</param>
    /// <returns>A choice with a candidate for each of the three actions. A message sent for want of anything else has probability 1 and still names what stood against it.</returns>
    public static PolicyChoice Choose(IDecisionPolicy policy, PolicyInput input, RailVerdict verdict)
    {
        if (verdict.NoContact is { } noContact)
            return Certain(null, $"no contact ({noContact})", verdict);
        var leftOut = string.Concat(verdict.Removed.Select(removed => $"; {removed.Action.WireName()} left out ({removed.Reason})"));
        if (verdict.Allowed.Count == 0)
            return Certain(AgentAction.SendMessage, $"nothing is allowed: {AgentAction.SendMessage.WireName()}{leftOut}", verdict);

        var choice = policy.Choose(input with { Allowed = verdict.Allowed });
        return choice with
        {
            Reason = choice.Reason + leftOut,
            Candidates = [.. AgentActions.All.Select(action => choice.Candidates.FirstOrDefault(candidate => candidate.Action == action) ?? new Candidate(action, 0, LeftOut: verdict.WhyNot(action)))],
        };
    }

    private static PolicyChoice Certain(AgentAction? action, string reason, RailVerdict verdict) => new(action, Propensity: 1, reason)
    {
        Candidates = [.. AgentActions.All.Select(candidate => new Candidate(candidate, candidate == action ? 1 : 0, LeftOut: verdict.WhyNot(candidate)))],
    };
}
