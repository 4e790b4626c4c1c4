namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>What a policy would have earned, from a log of what another one did.</summary>
/// <remarks>
/// The weight of a row is the probability that the policy takes its action, over the propensity with which it was taken: rows that it would take more often
/// count for more. Right where the propensities are right and every action that the policy may take had a chance; no other assumption is made.
/// A log that is empty, or without the propensity of any row, is refused; so is a policy that takes none of the actions in the log.
/// A policy whose probabilities do not fit the log throws <see cref="ArgumentException"/>.
/// </remarks>
public static class PolicyValue
{
    /// <summary>The mean reward of what was really done; all weights are 1. Needs no propensities.</summary>
    /// <param name="log">The decisions.</param>
    /// <param name="name">What to call it, for people.</param>
    public static PolicyValueResult OnPolicy(ActionLog log, string name = "as logged")
    {
        ArgumentNullException.ThrowIfNull(log);
        if (log.Count == 0)
            return Empty();
        var weights = new double[log.Count];
        Array.Fill(weights, 1);
        return new PolicyValueResult.Estimated(Estimate(log, name, PolicyEstimator.OnPolicy, weights, [.. log.Rows.Select(row => row.Reward)]));
    }

    /// <summary>Inverse propensity scores: the mean of w r (Horvitz and Thompson 1952). Without bias; spreads widely where weights are large.</summary>
    public static PolicyValueResult Ips(ActionLog log, TargetPolicy policy) =>
        Weigh(log, policy, PolicyEstimator.Ips, (row, weight, _, _) => weight * row.Reward);

    /// <summary>
    /// Self-normalized: Σ w r / Σ w (Hájek 1971; Swaminathan and Joachims 2015). Spreads less, is off by a trace of order 1 / n, and shifts with the rewards.
    /// </summary>
    /// <remarks>Its spread is that of the influence function w (r − value) / mean w.</remarks>
    public static PolicyValueResult Snips(ActionLog log, TargetPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(log);
        return Weigh(log, policy, PolicyEstimator.Snips, (row, weight, _, totals) => totals.Value + weight * (row.Reward - totals.Value) / totals.MeanWeight);
    }

    /// <summary>Doubly robust: the mean of Σₐ π(a) q̂(a) + w (r − q̂(action taken)) (Dudík, Langford and Li 2011).</summary>
    /// <param name="log">The decisions.</param>
    /// <param name="policy">The policy to judge.</param>
    /// <param name="expected">
    /// q̂, the reward expected of each action on each row of the log, by a model that has not seen the reward of that row: fitted on other rows, or cross-fitted.
    /// The better it is, the narrower the interval; where it is wrong, the estimate stays right as long as the propensities are.
    /// </param>
    /// <exception cref="ArgumentException">The rewards expected are not for the rows and actions of the log.</exception>
    public static PolicyValueResult DoublyRobust(ActionLog log, TargetPolicy policy, RewardTable expected)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(expected);
        if (expected.Rows != log.Count || expected.Actions != log.Actions)
            throw new ArgumentException($"The rewards expected must be for {log.Count} rows and {log.Actions} actions; they are for {expected.Rows} and {expected.Actions}.", nameof(expected));
        return Weigh(log, policy, PolicyEstimator.DoublyRobust, (row, weight, i, _) =>
        {
            var sum = weight * (row.Reward - expected[i, row.Action]);
            var probabilities = policy.ProbabilitiesOf(i);
            for (var action = 0; action < probabilities.Count; action++)
                sum += probabilities[action] * expected[i, action];
            return sum;
        });
    }

    private static PolicyValueResult Weigh(ActionLog log, TargetPolicy policy, PolicyEstimator estimator, Func<LoggedAction, double, int, Totals, double> contributionOf)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(policy);
        if (log.Count == 0)
            return Empty();
        if (log.Rows.Count(row => row.Propensity is null) is > 0 and var missing)
        {
            var which = missing == log.Count ? "The log does not tell" : FormattableString.Invariant($"{missing:#,0} of {log.Count:#,0} rows of the log do not tell");
            return new PolicyValueResult.Refused($"{which} with which probability the action was chosen (the propensity). Without it nobody can say what another policy would have earned: the users given one action may differ from those given another. Record it with each decision from now on.");
        }

        var weights = new double[log.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            var probabilities = policy.ProbabilitiesOf(i);
            Check(probabilities, log.Actions, i, policy.Name);
            weights[i] = probabilities[log.Rows[i].Action] / log.Rows[i].Propensity!.Value;
        }

        var sum = weights.Sum();
        if (sum == 0)
            return new PolicyValueResult.Refused($"No row of the log has an action that \"{policy.Name}\" would take, so the log tells nothing of it. It takes decisions that try those actions, too.");
        var totals = new Totals(sum / weights.Length, log.Rows.Zip(weights, (row, weight) => weight * row.Reward).Sum() / sum);
        return new PolicyValueResult.Estimated(Estimate(log, policy.Name, estimator, weights, [.. weights.Select((weight, i) => contributionOf(log.Rows[i], weight, i, totals))]));
    }

    private static PolicyEstimate Estimate(ActionLog log, string name, PolicyEstimator estimator, double[] weights, double[] contributions) => new()
    {
        Policy = name,
        Estimator = estimator,
        Log = log,
        Contributions = contributions,
        Value = MeanIntervals.Normal(contributions),
        EffectiveSampleSize = EffectiveSampleSize(weights),
        MaxWeight = weights.Max(),
        MeanWeight = weights.Average(),
        MatchedShare = (double)weights.Count(weight => weight > 0) / weights.Length,
    };

    /// <summary>Weights may be large; scaled by the greatest one their squares are not too large for a number.</summary>
    private static double EffectiveSampleSize(double[] weights)
    {
        var greatest = weights.Max();
        var (sum, squares) = (0.0, 0.0);
        foreach (var weight in weights)
        {
            sum += weight / greatest;
            squares += weight / greatest * (weight / greatest);
        }

        return sum * sum / squares;
    }

    private static void Check(IReadOnlyList<double> probabilities, int actions, int row, string name)
    {
        if (probabilities.Count != actions)
            throw new ArgumentException($"A policy must give a probability for each of {actions} actions; \"{name}\" gives {probabilities.Count} on row {row}.", nameof(probabilities));
        var sum = 0.0;
        foreach (var probability in probabilities)
            sum += probability is >= 0 and <= 1 ? probability : double.NaN;
        // False for NaN, too.
        if (!(Math.Abs(sum - 1) <= TargetPolicy.Tolerance))
            throw new ArgumentException($"The probabilities of a policy must lie in [0, 1] and sum to 1; those of \"{name}\" on row {row} do not.", nameof(probabilities));
    }

    private static PolicyValueResult.Refused Empty() => new("The log is empty: there is no decision to judge by yet.");

    /// <summary>The mean weight, and Σ w r / Σ w.</summary>
    private sealed record Totals(double MeanWeight, double Value);
}
