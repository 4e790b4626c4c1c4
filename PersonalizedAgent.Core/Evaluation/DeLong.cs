namespace PersonalizedAgent.Core.Evaluation;

/// <summary>
/// The AUC and its variance by DeLong, DeLong and Clarke-Pearson 1988, in O(n log n) by ranks as Sun and Xu 2014.
/// Both classes must be there.
/// </summary>
internal static class DeLong
{
    /// <summary>
    /// How well each row stands against the other class: the share of it that the row is on the right side of, ties half.
    /// In the order of the rows; their mean over either class is the AUC.
    /// </summary>
    public static double[] Placements(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var values = scores.ToArray();
        var rows = new int[values.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = i;
        Array.Sort(values, rows);

        var placements = new double[values.Length];
        var positives = labels.Count(true);
        var negatives = labels.Length - positives;
        var (positivesAbove, negativesBelow) = (positives, 0);
        for (int start = 0, end; start < values.Length; start = end)
        {
            var tiedPositives = 0;
            for (end = start; end < values.Length && values[end].Equals(values[start]); end++)
                tiedPositives += labels[rows[end]] ? 1 : 0;

            var tiedNegatives = end - start - tiedPositives;
            positivesAbove -= tiedPositives;
            var ofPositive = (negativesBelow + tiedNegatives / 2.0) / negatives;
            var ofNegative = (positivesAbove + tiedPositives / 2.0) / positives;
            foreach (var row in rows.AsSpan(start..end))
                placements[row] = labels[row] ? ofPositive : ofNegative;
            negativesBelow += tiedNegatives;
        }

        return placements;
    }

    /// <summary>The AUC from placements, or the difference of two from the differences of their placements.</summary>
    /// <returns>The estimate, and its variance; <see langword="null"/> where a class has but one row, as one row shows no spread.</returns>
    public static (double Value, double? Variance) Estimate(ReadOnlySpan<double> placements, ReadOnlySpan<bool> labels)
    {
        var (value, variance) = OfClass(placements, labels, true);
        return (value, variance + OfClass(placements, labels, false).Variance);
    }

    /// <summary>The mean over one class, and the variance of that mean.</summary>
    private static (double Mean, double? Variance) OfClass(ReadOnlySpan<double> placements, ReadOnlySpan<bool> labels, bool label)
    {
        var (count, sum) = (0, 0.0);
        for (var i = 0; i < placements.Length; i++)
        {
            if (labels[i] != label)
                continue;
            count++;
            sum += placements[i];
        }

        var (mean, squares) = (sum / count, 0.0);
        for (var i = 0; i < placements.Length; i++)
        {
            if (labels[i] == label)
                squares += (placements[i] - mean) * (placements[i] - mean);
        }

        return (mean, count > 1 ? squares / (count - 1) / count : null);
    }
}
