namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>The bounds that several rules share.</summary>
internal static class Shares
{
    /// <summary>What is wrong with so many of all rows is no slip.</summary>
    private const double Many = 0.05;

    /// <summary>A class rarer than this is nearly absent.</summary>
    private const double NearlyNone = 0.01;

    /// <summary>So many examples of the rarer class are the least to learn from.</summary>
    public const int FewExamples = 50;

    /// <summary>The share of a count, 0 of nothing.</summary>
    public static double Of(long count, long all) => all == 0 ? 0 : (double)count / all;

    /// <summary>Whether a count is too large for a slip.</summary>
    public static bool IsMany(long count, long all) => Of(count, all) >= Many;

    /// <summary>Whether one of two classes is nearly absent.</summary>
    public static bool IsNearlyAbsent(long count, long all) => Of(count, all) is < NearlyNone or > 1 - NearlyNone;
}
