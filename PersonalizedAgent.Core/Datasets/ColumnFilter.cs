namespace PersonalizedAgent.Core.Datasets;

/// <summary>What is asked of a column: a range, or one of its texts.</summary>
/// <param name="Range">For numbers, days and ids.</param>
/// <param name="Category">For texts, compared exactly; <see langword="null"/> for all.</param>
public readonly record struct ColumnFilter(ColumnRange Range, string? Category)
{
    /// <summary>Whether it asks for nothing.</summary>
    public bool IsOpen => Range.IsOpen && Category is null;
}
