using System.Globalization;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>How numbers go into features and into words.</summary>
internal static class Numbers
{
    /// <summary>log(1 + value): many counts and amounts are small, few are huge. A negative value counts as 0.</summary>
    public static float Log1p(double value) => (float)Math.Log(1 + Math.Max(value, 0));

    /// <summary>The number itself, or the nearest one that a feature holds: one without end would make all others of no account.</summary>
    public static float Finite(double value) => (float)Math.Clamp(value, float.MinValue, float.MaxValue);

    public static string Text(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    public static string Money(double value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);

    public static string Count(int count, string noun) => $"{Text(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A number of days: <c>1 day</c>, <c>21 days</c>; without its number for one where that reads better.</summary>
    public static string Days(int days, string one = "1 ") => days == 1 ? $"{one}day" : $"{Text(days)} days";
}
