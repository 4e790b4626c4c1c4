using PersonalizedAgent.Core.Evaluation;

namespace PersonalizedAgent.Web.Components.Controls;

/// <summary>Where things stand on a lying bar, 100 wide and 12 high.</summary>
internal static class BarGeometry
{
    private const double Width = 100;

    /// <summary>How long a rate's bar is.</summary>
    /// <param name="rate">The rate; 0 or more.</param>
    /// <param name="most">The rate that fills the whole bar.</param>
    public static string Length(double rate, double most) => PlotGeometry.Written(At(rate, most));

    /// <summary>The path of a line from the lower to the upper end of an interval.</summary>
    public static string Whisker(Interval interval, double most) => $"M{Length(interval.Low, most)} 6H{Length(interval.High, most)}";

    private static double At(double rate, double most) => most > 0 ? Math.Clamp(rate / most, 0, 1) * Width : 0;
}
