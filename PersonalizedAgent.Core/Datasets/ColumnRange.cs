namespace PersonalizedAgent.Core.Datasets;

/// <summary>A range of numbers, both ends included; an absent end is open. The default value holds everything.</summary>
/// <param name="Min">The least that is in, if any. Of days: <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="Max">The greatest that is in, if any. Less than <paramref name="Min"/>: nothing is in.</param>
public readonly record struct ColumnRange(decimal? Min, decimal? Max)
{
    /// <summary>Whether both ends are open.</summary>
    public bool IsOpen => Min is null && Max is null;

    /// <summary>The whole numbers in the range.</summary>
    internal (long Min, long Max) AsLong() => (
        Min is not { } min ? long.MinValue : min > long.MaxValue ? long.MaxValue : min < long.MinValue ? long.MinValue : (long)decimal.Ceiling(min),
        Max is not { } max ? long.MaxValue : max < long.MinValue ? long.MinValue : max > long.MaxValue ? long.MaxValue : (long)decimal.Floor(max));

    /// <summary>The ends as floating point numbers.</summary>
    internal (double Min, double Max) AsDouble() => ((double?)Min ?? double.NegativeInfinity, (double?)Max ?? double.PositiveInfinity);
}
