namespace PersonalizedAgent.Core.Evaluation;

/// <summary>How 95 % intervals are made.</summary>
internal static class Intervals
{
    /// <summary>The 97.5 % point of the standard normal distribution: 95 % lie within plus and minus this.</summary>
    public const double Z = 1.959963984540054;

    /// <summary>The interval of Wilson 1927 for a share: it stays within [0, 1] and keeps some width at 0 and at 1.</summary>
    /// <param name="share">The observed share, 0 to 1.</param>
    /// <param name="trials">Of how many independent rows; at least 1.</param>
    public static Interval Wilson(double share, int trials)
    {
        var spread = Z * Z / trials;
        var middle = share + spread / 2;
        var half = Math.Sqrt(spread * (share * (1 - share) + spread / 4));
        return Around(share, (middle - half) / (1 + spread), (middle + half) / (1 + spread));
    }

    /// <summary>An interval that is even on the scale ln(v / (1 − v)), so that it stays within (0, 1).</summary>
    /// <param name="value">The estimate, strictly between 0 and 1.</param>
    /// <param name="variance">Its variance on the plain scale.</param>
    public static Interval Logit(double value, double variance)
    {
        var logit = Math.Log(value / (1 - value));
        var half = Z * Math.Sqrt(variance) / (value * (1 - value));
        return Around(value, 1 / (1 + Math.Exp(half - logit)), 1 / (1 + Math.Exp(-half - logit)));
    }

    /// <summary>Rounding may put an end a trace beyond the value, or beyond 0 or 1.</summary>
    private static Interval Around(double value, double low, double high) =>
        new(value, Math.Clamp(low, 0, value), Math.Clamp(high, value, 1));
}
