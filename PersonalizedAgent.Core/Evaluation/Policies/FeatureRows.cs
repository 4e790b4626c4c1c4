namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>What was known at each decision, as numbers. Immutable; there may be no features.</summary>
public sealed class FeatureRows
{
    private readonly float[] _values;

    /// <summary>Takes the values.</summary>
    /// <param name="values">Row by row; finite. Not to be changed afterwards.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="columns">How many features; 0 or more.</param>
    /// <exception cref="ArgumentException">There are not that many values, or one is not finite.</exception>
    public FeatureRows(float[] values, int count, int columns)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (values.Length != (long)count * columns)
            throw new ArgumentException($"There must be {columns} values for each of {count} rows; there are {values.Length}.", nameof(values));
        if (Array.FindIndex(values, value => !float.IsFinite(value)) is >= 0 and var wrong)
            throw new ArgumentException($"Every feature must be finite; feature {wrong % columns} of row {wrong / columns} is not.", nameof(values));
        (_values, Count, Columns) = (values, count, columns);
    }

    /// <summary>How many rows.</summary>
    public int Count { get; }

    /// <summary>How many features.</summary>
    public int Columns { get; }

    /// <summary>The features of a row.</summary>
    public ReadOnlySpan<float> Of(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>Some of the rows, in the order asked for.</summary>
    public FeatureRows Pick(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var values = new float[rows.Count * Columns];
        for (var i = 0; i < rows.Count; i++)
            Of(rows[i]).CopyTo(values.AsSpan(i * Columns));
        return new(values, rows.Count, Columns);
    }
}
