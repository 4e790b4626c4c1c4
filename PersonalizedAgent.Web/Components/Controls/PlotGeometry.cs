using System.Globalization;

namespace PersonalizedAgent.Web.Components.Controls;

/// <summary>Where things stand on a square plot of shares against shares: 0 at the lower left, the same greatest share on both axes.</summary>
internal static class PlotGeometry
{
    /// <summary>The left end of the plot; tick labels stand before it.</summary>
    public const double Left = 52;

    /// <summary>The right end.</summary>
    public const double Right = 300;

    /// <summary>The upper end.</summary>
    public const double Top = 10;

    /// <summary>The lower end; tick labels stand below it.</summary>
    public const double Bottom = 222;

    /// <summary>Both axes are parted into so many steps.</summary>
    private const int Steps = 4;

    private const double LeastRadius = 2.5;
    private const double MostRadius = 5.5;

    /// <summary>The ends that an axis may have: their steps are whole percents.</summary>
    private static readonly double[] Ends = [0.04, 0.08, 0.2, 0.4, 0.6, 0.8, 1];

    /// <summary>The end of an axis that shows all of some shares.</summary>
    public static double EndFor(IEnumerable<double> shares)
    {
        var most = shares.DefaultIfEmpty(1).Max();
        return Ends.First(end => end >= most || end >= 1);
    }

    /// <summary>The shares at which an axis has its ticks, from 0 to its end.</summary>
    public static IEnumerable<double> Ticks(double end) => Enumerable.Range(0, Steps + 1).Select(step => end * step / Steps);

    /// <summary>How far to the right a share stands.</summary>
    public static string X(double share, double end) => Written(Left + (Right - Left) * share / end);

    /// <summary>How far down a share stands.</summary>
    public static string Y(double share, double end) => Written(Bottom - (Bottom - Top) * share / end);

    /// <summary>A line through points.</summary>
    public static string Line(IEnumerable<(double X, double Y)> points, double end) =>
        string.Concat(points.Select((point, i) => $"{(i == 0 ? 'M' : 'L')}{X(point.X, end)} {Y(point.Y, end)}"));

    /// <summary>The area between such a line and the lower axis.</summary>
    public static string Area(IReadOnlyList<(double X, double Y)> points, double end) =>
        points.Count == 0 ? "" : $"{Line(points, end)}L{X(points[^1].X, end)} {Y(0, end)}L{X(points[0].X, end)} {Y(0, end)}Z";

    /// <summary>The radius of a dot whose area grows with what it stands for.</summary>
    /// <param name="count">What it stands for.</param>
    /// <param name="most">What the greatest dot stands for.</param>
    public static string Radius(int count, int most) => Written(Math.Max(LeastRadius, MostRadius * Math.Sqrt((double)count / Math.Max(most, 1))));

    /// <summary>A length as SVG has it.</summary>
    public static string Written(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
