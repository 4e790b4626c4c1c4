using System.Globalization;

namespace PersonalizedAgent.Web.Components.Controls;

/// <summary>Where things stand on the gauge: a half circle around (100, 104), from 0 on the left over the top to 1 on the right.</summary>
internal static class GaugeGeometry
{
    private const double CenterX = 100;
    private const double CenterY = 104;
    private const double Radius = 80;
    private const double TickReach = 13;
    private const double LabelReach = 19;

    /// <summary>The path of the arc from 0 to a value.</summary>
    /// <param name="value">0 to 1.</param>
    public static string Arc(double value)
    {
        var (x, y) = At(value, Radius);
        var (startX, startY) = At(0, Radius);
        return $"M{Written(startX)} {Written(startY)}A{Written(Radius)} {Written(Radius)} 0 0 1 {Written(x)} {Written(y)}";
    }

    /// <summary>The path of a line across the arc at a value.</summary>
    /// <param name="value">0 to 1.</param>
    public static string Tick(double value)
    {
        var (innerX, innerY) = At(value, Radius - TickReach);
        var (outerX, outerY) = At(value, Radius + TickReach);
        return $"M{Written(innerX)} {Written(innerY)}L{Written(outerX)} {Written(outerY)}";
    }

    /// <summary>Where the tick's label stands, outside the arc, and to which side it runs.</summary>
    /// <param name="value">0 to 1.</param>
    public static (string X, string Y, string Anchor) Label(double value)
    {
        var (x, y) = At(value, Radius + LabelReach);
        // At the ends of the arc the label would leave the picture: there it runs inwards, below the arc.
        return value is < 0.1 or > 0.9
            ? (Written(value < 0.5 ? 4 : 196), Written(CenterY + 20), value < 0.5 ? "start" : "end")
            : (Written(x), Written(y), value < 0.45 ? "end" : value > 0.55 ? "start" : "middle");
    }

    private static (double X, double Y) At(double value, double radius)
    {
        var angle = Math.PI * (1 - value);
        return (CenterX + radius * Math.Cos(angle), CenterY - radius * Math.Sin(angle));
    }

    private static string Written(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
