namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>By how much one policy earns more than another, on the same rows.</summary>
/// <param name="First">The one policy, for people.</param>
/// <param name="Second">The other one, for people.</param>
/// <param name="Value">
/// The first one's mean reward a decision less the second one's, with its paired 95 % interval: by the normal approximation from the differences of the
/// contributions row by row, so what both have in common does not widen it.
/// </param>
/// <param name="Variance">That of the differences, row by row, taken with n − 1; infinite with a single row.</param>
/// <param name="Rows">How many rows; at least 1.</param>
/// <param name="EffectiveSampleSize">The smaller one of both policies.</param>
public sealed record PolicyDifference(string First, string Second, Interval Value, double Variance, int Rows, double EffectiveSampleSize)
{
    /// <summary>Compares two estimates.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other, on the same log and by the same estimator; either may be that of what was really done.</param>
    /// <exception cref="ArgumentException">They are of different logs, or by different estimators.</exception>
    public static PolicyDifference Of(PolicyEstimate first, PolicyEstimate second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!ReferenceEquals(first.Log, second.Log))
            throw new ArgumentException("Both estimates must be of the same log.", nameof(second));
        if (first.Estimator != second.Estimator && first.Estimator != PolicyEstimator.OnPolicy && second.Estimator != PolicyEstimator.OnPolicy)
            throw new ArgumentException($"Both estimates must be by the same estimator; they are by {first.Estimator} and {second.Estimator}.", nameof(second));

        var (mean, variance) = MeanIntervals.Moments(Differences(first, second));
        return new(first.Policy, second.Policy, MeanIntervals.Normal(mean, variance, first.Log.Count), variance, first.Log.Count, Math.Min(first.EffectiveSampleSize, second.EffectiveSampleSize));
    }

    /// <summary>The difference with a 95 % interval by the bootstrap instead, rows drawn for both at once.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other, as in <see cref="Of"/>.</param>
    /// <param name="seed">The same one gives the same interval.</param>
    /// <param name="resamples">How often to draw; at least 1.</param>
    public static Interval Bootstrap(PolicyEstimate first, PolicyEstimate second, int seed, int resamples = 2000)
    {
        _ = Of(first, second);
        return MeanIntervals.Bootstrap(Differences(first, second), seed, resamples);
    }

    /// <summary>What rounding alone makes of equal contributions is no difference, though it would have hardly any spread.</summary>
    private static double[] Differences(PolicyEstimate first, PolicyEstimate second)
    {
        var trace = 1e-12 * Math.Max(first.Contributions.Max(Math.Abs), second.Contributions.Max(Math.Abs));
        return [.. first.Contributions.Zip(second.Contributions, (one, other) => Math.Abs(one - other) <= trace ? 0 : one - other)];
    }
}
