using System.Globalization;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>A score between 0 and 1, both included. What it means (a chance, a rank, a lot drawn) is said by the backend it came from.</summary>
public readonly record struct Score
{
    /// <summary>Makes a score.</summary>
    /// <param name="value">Between 0 and 1, both included.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> lies outside [0, 1] or is not a number.</exception>
    public Score(double value) => Value = value is >= 0 and <= 1
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A score must lie in [0, 1].");

    /// <summary>The score itself.</summary>
    /// <value>Unitless, 0 to 1 inclusive; 0 by default.</value>
    public double Value { get; }

    /// <summary>The score to two places, halves to the even neighbour: 0.125 becomes 0.12, 0.375 becomes 0.38.</summary>
    public Score Rounded() => new(Math.Round(Value, 2, MidpointRounding.ToEven));

    /// <summary>The score rounded to two places, always written with both: <c>0.80</c>.</summary>
    public override string ToString() => Rounded().Value.ToString("0.00", CultureInfo.InvariantCulture);
}
