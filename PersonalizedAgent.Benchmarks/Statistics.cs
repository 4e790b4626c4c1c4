namespace PersonalizedAgent.Benchmarks;

internal static class Statistics
{
    public static double Median(IEnumerable<double> values) => Percentile(values, 0.5);

    /// <summary>The value below or at which a share of all lies, by the nearest rank.</summary>
    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Max((int)Math.Ceiling(share * sorted.Length) - 1, 0)];
    }
}
