namespace PersonalizedAgent.Core.Datasets;

/// <summary>A range of whole numbers, both ends included; an absent end is open. The default value holds everything.</summary>
/// <param name="Min">The least that is in, if any.</param>
/// <param name="Max">The greatest that is in, if any. Less than <paramref name="Min"/>: nothing is in.</param>
public readonly record struct ColumnRange(long? Min, long? Max)
{
    /// <summary>Whether both ends are open.</summary>
    public bool IsOpen => Min is null && Max is null;

    /// <summary>Whether a value lies in the range.</summary>
    public bool Contains(long value) => (Min is null || value >= Min) && (Max is null || value <= Max);
}
