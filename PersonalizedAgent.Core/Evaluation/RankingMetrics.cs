namespace PersonalizedAgent.Core.Evaluation;

/// <summary>How well a ranking finds the one item that was held out.</summary>
public static class RankingMetrics
{
    /// <summary>How many items stand before the held-out one: those strictly better, and half of the others of its score.</summary>
    /// <param name="scores">One for each item; −∞ for an item that is left out.</param>
    /// <param name="target">The held-out item.</param>
    /// <returns>0 for the best, in steps of a half; +∞ where the held-out item is itself left out, as then it is never shown.</returns>
    /// <exception cref="ArgumentException">There are no scores, a score is NaN, or there is no such item.</exception>
    public static double MidRank(ReadOnlySpan<double> scores, int target)
    {
        Inputs.CheckNumbers(scores);
        if (target < 0 || target >= scores.Length)
            throw new ArgumentOutOfRangeException(nameof(target), target, $"Must be the index of one of {scores.Length} scores.");

        var own = scores[target];
        if (double.IsNegativeInfinity(own))
            return double.PositiveInfinity;

        var (better, equal) = (0, 0);
        foreach (var score in scores)
        {
            better += score > own ? 1 : 0;
            equal += score.Equals(own) ? 1 : 0;
        }

        return better + (equal - 1) / 2.0;
    }

    /// <summary>The share of held-out items among the first <paramref name="k"/>: those with a rank below it.</summary>
    /// <param name="midRanks">One for each user, by <see cref="MidRank"/>.</param>
    /// <param name="k">How many items are shown; at least 1.</param>
    /// <returns>0 to 1, with its Wilson interval.</returns>
    /// <exception cref="ArgumentException">There are no ranks, one is NaN or negative, or <paramref name="k"/> is below 1.</exception>
    public static Interval HitRateAt(ReadOnlySpan<double> midRanks, int k)
    {
        Check(midRanks, k);
        var hits = 0;
        foreach (var rank in midRanks)
            hits += rank < k ? 1 : 0;
        return Intervals.Wilson((double)hits / midRanks.Length, midRanks.Length);
    }

    /// <summary>The normalised discounted cumulative gain of one relevant item: the mean of 1 / log₂(rank + 2) for ranks below <paramref name="k"/>, 0 for others.</summary>
    /// <param name="midRanks">One for each user, by <see cref="MidRank"/>.</param>
    /// <param name="k">How many items are shown; at least 1.</param>
    /// <returns>0 to 1; 1 where every held-out item comes first.</returns>
    /// <exception cref="ArgumentException">There are no ranks, one is NaN or negative, or <paramref name="k"/> is below 1.</exception>
    public static double NdcgAt(ReadOnlySpan<double> midRanks, int k)
    {
        Check(midRanks, k);
        var sum = 0.0;
        foreach (var rank in midRanks)
            sum += rank < k ? 1 / Math.Log2(rank + 2) : 0;
        return sum / midRanks.Length;
    }

    private static void Check(ReadOnlySpan<double> midRanks, int k)
    {
        Inputs.CheckNumbers(midRanks);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        foreach (var rank in midRanks)
        {
            if (rank < 0)
                throw new ArgumentException("A rank must not be negative.", nameof(midRanks));
        }
    }
}
