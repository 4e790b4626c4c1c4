namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>Means with 95 % intervals.</summary>
internal static class MeanIntervals
{
    /// <summary>The mean, and the variance of single values taken with n − 1; that of one value is infinite, as one shows no spread.</summary>
    /// <param name="values">At least one.</param>
    public static (double Mean, double Variance) Moments(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (mean, values.Count > 1 ? values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) : double.PositiveInfinity);
    }

    /// <summary>Mean ± z √(variance / n).</summary>
    public static Interval Normal(double mean, double variance, int count)
    {
        var half = Intervals.Z * Math.Sqrt(variance / count);
        return new(mean, mean - half, mean + half);
    }

    /// <summary>The mean ± z √(variance / n) of values.</summary>
    public static Interval Normal(IReadOnlyList<double> values)
    {
        var (mean, variance) = Moments(values);
        return Normal(mean, variance, values.Count);
    }

    /// <summary>The percentile bootstrap of a mean (Efron 1979).</summary>
    public static Interval Bootstrap(IReadOnlyList<double> values, int seed, int resamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        double[] all = [.. values];
        var random = new Random(seed);
        var means = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            var sum = 0.0;
            for (var draw = 0; draw < all.Length; draw++)
                sum += all[random.Next(all.Length)];
            means[i] = sum / all.Length;
        }

        Array.Sort(means);
        var mean = all.Average();
        // With few resamples all of them may lie on one side.
        return new(mean, Math.Min(mean, PointAt(means, 0.025)), Math.Max(mean, PointAt(means, 0.975)));
    }

    private static double PointAt(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
