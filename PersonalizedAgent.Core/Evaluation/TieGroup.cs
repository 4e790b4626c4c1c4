namespace PersonalizedAgent.Core.Evaluation;

/// <summary>The rows that share one score.</summary>
/// <param name="Score">Their score.</param>
/// <param name="Count">How many they are; at least 1.</param>
/// <param name="Positives">How many of them are positive.</param>
internal readonly record struct TieGroup(double Score, int Count, int Positives)
{
    /// <summary>The groups of all scores, the greatest score first.</summary>
    public static List<TieGroup> Descending(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        var (values, classes) = (scores.ToArray(), labels.ToArray());
        Array.Sort(values, classes);
        var groups = new List<TieGroup>();
        for (int last = values.Length - 1, next; last >= 0; last = next)
        {
            var positives = 0;
            for (next = last; next >= 0 && values[next].Equals(values[last]); next--)
                positives += classes[next] ? 1 : 0;

            groups.Add(new(values[last], last - next, positives));
        }

        return groups;
    }
}
