namespace PersonalizedAgent.Core.Evaluation;

/// <summary>An estimate with its 95 % interval.</summary>
/// <param name="Value">The estimate, in the unit of the measure it is of.</param>
/// <param name="Low">The lower end; not above the value.</param>
/// <param name="High">The upper end; not below the value.</param>
public readonly record struct Interval(double Value, double Low, double High);
