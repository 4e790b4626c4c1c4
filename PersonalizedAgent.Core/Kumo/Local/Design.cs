namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>Examples as numbers: a row an example, a column a feature.</summary>
/// <param name="Values">Row by row.</param>
/// <param name="Columns">How many features.</param>
/// <param name="Labels">What came of each example.</param>
/// <param name="Groups">Which examples belong together, such as those of one user; they are never parted in cross-validation.</param>
internal sealed record Design(float[] Values, int Columns, bool[] Labels, int[] Groups)
{
    /// <summary>Which way each feature may move what is fitted: +1 up alone, −1 down alone, 0 either way. Empty: all either way.</summary>
    public IReadOnlyList<sbyte> Signs { get; init; } = [];

    /// <summary>How many examples.</summary>
    public int Rows => Labels.Length;

    /// <summary>The numbers of an example.</summary>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Some of the examples.</summary>
    public Design Where(Func<int, bool> isIn)
    {
        int[] rows = [.. Enumerable.Range(0, Rows).Where(isIn)];
        var values = new float[rows.Length * Columns];
        for (var i = 0; i < rows.Length; i++)
            Row(rows[i]).CopyTo(values.AsSpan(i * Columns));
        return new Design(values, Columns, Array.ConvertAll(rows, row => Labels[row]), Array.ConvertAll(rows, row => Groups[row])) { Signs = Signs };
    }
}
