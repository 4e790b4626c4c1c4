namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>What a policy would have earned a decision, as a log tells.</summary>
public sealed record PolicyEstimate
{
    /// <summary>The policy, for people.</summary>
    public required string Policy { get; init; }

    /// <summary>How it was estimated.</summary>
    public required PolicyEstimator Estimator { get; init; }

    /// <summary>The log it was estimated on.</summary>
    public required ActionLog Log { get; init; }

    /// <summary>
    /// What each row adds; their mean is the value. For <see cref="PolicyEstimator.Snips"/> they are the value plus its influence function, so that they
    /// have its spread, too.
    /// </summary>
    public required IReadOnlyList<double> Contributions { get; init; }

    /// <summary>
    /// The mean reward a decision, with its 95 % interval: the normal approximation, the variance of the contributions taken with n − 1.
    /// With a single row it has no end on either side.
    /// </summary>
    /// <remarks>
    /// Too narrow where hardly any matching row has a reward: with an effective sample size of 100 it holds the truth 92 times in 100 for a chance of 15 %,
    /// 87 times for 5 % or 2 %; with 5 clicks per 1,000 and a size of 4,000, 92 times (simulated).
    /// </remarks>
    public required Interval Value { get; init; }

    /// <summary>(Σ w)² / Σ w² over the weights: as many rows of equal weight would say as much (Kish 1965). 1 to the number of rows.</summary>
    public required double EffectiveSampleSize { get; init; }

    /// <summary>The greatest weight: how much a single row may count.</summary>
    public required double MaxWeight { get; init; }

    /// <summary>The mean weight: about 1 where the propensities are right and every action that the policy may take was taken now and then.</summary>
    public required double MeanWeight { get; init; }

    /// <summary>The share of rows with an action that the policy may take; 0 to 1.</summary>
    public required double MatchedShare { get; init; }

    /// <summary>The value with a 95 % interval by the bootstrap instead: from the 2.5 % to the 97.5 % point of the means of rows drawn with replacement.</summary>
    /// <param name="seed">The same one gives the same interval.</param>
    /// <param name="resamples">How often to draw; at least 1.</param>
    public Interval Bootstrap(int seed, int resamples = 2000) => MeanIntervals.Bootstrap(Contributions, seed, resamples);
}
