namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>How well values rank those of a class above the others: 1 always, 0.5 by chance, 0 always the other way round.</summary>
internal static class RankAuc
{
    /// <summary>The area under the curve of values that are sorted here; ties count half.</summary>
    /// <param name="values">The values; sorted after it.</param>
    /// <param name="labels">1 for those of the class, 0 for the others; in the order of the values after it.</param>
    public static double Of(Span<double> values, Span<byte> labels)
    {
        values.Sort(labels);
        var (wins, below, positives) = (0.0, 0L, 0L);
        for (int start = 0, end; start < values.Length; start = end)
        {
            var (ties, tiedPositives) = (0L, 0L);
            for (end = start; end < values.Length && values[end].Equals(values[start]); end++)
            {
                ties++;
                tiedPositives += labels[end];
            }

            wins += tiedPositives * (below + (ties - tiedPositives) / 2.0);
            below += ties - tiedPositives;
            positives += tiedPositives;
        }

        return positives == 0 || below == 0 ? 0.5 : wins / ((double)positives * below);
    }

    /// <summary>The same for groups that are ranked by their share of the class.</summary>
    /// <param name="groups">How many of each group belong to the class, and how many there are.</param>
    public static double OfGroups(IEnumerable<(int Positives, int All)> groups)
    {
        var (wins, below, positives) = (0.0, 0L, 0L);
        foreach (var share in groups.Where(group => group.All > 0).GroupBy(group => (double)group.Positives / group.All).OrderBy(share => share.Key))
        {
            var inClass = share.Sum(group => (long)group.Positives);
            var others = share.Sum(group => (long)group.All) - inClass;
            wins += inClass * (below + others / 2.0);
            below += others;
            positives += inClass;
        }

        return positives == 0 || below == 0 ? 0.5 : wins / ((double)positives * below);
    }
}
