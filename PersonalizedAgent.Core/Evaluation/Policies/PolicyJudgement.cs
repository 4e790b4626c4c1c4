namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>What a log tells of a policy, by three estimators, and against what was really done.</summary>
/// <param name="Name">The policy, for people.</param>
/// <param name="Main">What was really done, or the doubly robust estimate; <see langword="null"/> where the log does not tell.</param>
/// <param name="Ips">By inverse propensity scores; <see langword="null"/> for what was really done.</param>
/// <param name="Snips">The same, self-normalized.</param>
/// <param name="Verdict">Against what was really done; <see langword="null"/> for that itself.</param>
/// <param name="Reason">Why the log tells nothing; <see langword="null"/> where it does.</param>
public sealed record PolicyJudgement(string Name, PolicyEstimate? Main, PolicyEstimate? Ips, PolicyEstimate? Snips, PolicyVerdict? Verdict, string? Reason)
{
    /// <summary>How far the mean weight may lie from 1 by chance, in standard errors, before something must be wrong.</summary>
    private const double Reach = 4;

    /// <summary>Whether the weights do not average about 1: then propensities are wrong, or some actions never had a chance.</summary>
    /// <value>The standard error of the mean weight follows from the effective sample size: Var w = mean² (n / size − 1).</value>
    public bool IsSuspect => Ips is { } ips && Math.Abs(ips.MeanWeight - 1) > 0.01 + Reach * ips.MeanWeight * Math.Sqrt(Math.Max(1 / ips.EffectiveSampleSize - 1.0 / ips.Log.Count, 0));

    internal static PolicyJudgement AsLogged(ActionLog log) => PolicyValue.OnPolicy(log) switch
    {
        PolicyValueResult.Estimated { Estimate: var estimate } => new(estimate.Policy, estimate, null, null, null, null),
        PolicyValueResult.Refused { Reason: var reason } => Refused("as logged", reason),
        _ => throw new InvalidOperationException("Neither told nor refused."),
    };

    internal static PolicyJudgement Refused(string name, string reason) => new(name, null, null, null, null, reason);

    internal static PolicyJudgement Of(ActionLog log, TargetPolicy policy, RewardTable expected)
    {
        if (PolicyValue.DoublyRobust(log, policy, expected) is PolicyValueResult.Refused { Reason: var reason })
            return Refused(policy.Name, reason);
        var (robust, ips, snips) = (EstimateOf(PolicyValue.DoublyRobust(log, policy, expected)), EstimateOf(PolicyValue.Ips(log, policy)), EstimateOf(PolicyValue.Snips(log, policy)));
        return new(policy.Name, robust, ips, snips, PolicyVerdict.Of(PolicyDifference.Of(robust, EstimateOf(PolicyValue.OnPolicy(log)))), null);
    }

    private static PolicyEstimate EstimateOf(PolicyValueResult result) => ((PolicyValueResult.Estimated)result).Estimate;
}
