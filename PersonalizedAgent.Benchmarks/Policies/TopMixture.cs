namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>A cautious policy without context: half of the time any action, half of the time one of the best ones of another log.</summary>
/// <param name="Probabilities">One for each action.</param>
/// <param name="Top">The best actions, the best one first.</param>
internal sealed record TopMixture(IReadOnlyList<double> Probabilities, IReadOnlyList<int> Top)
{
    private const int TopCount = 5;

    /// <summary>The mean of all rewards counts as much as a weight of so much.</summary>
    private const double PriorWeight = 300;

    /// <summary>No row counts more than so many.</summary>
    private const double MostWeight = 10;

    /// <summary>Learns which actions are best: Σ w r / Σ w, drawn to the mean; w is 1 / (propensity × actions), cut at 10.</summary>
    /// <param name="other">The log to learn from, another one than the one judged by.</param>
    /// <param name="actions">The names of the actions in the log judged by; others are of no use.</param>
    public static TopMixture Learn(PolicyLog other, IReadOnlyList<string> actions)
    {
        var mean = other.Log.Rows.Average(row => row.Reward);
        var (sums, weights) = (new double[other.Actions.Count], new double[other.Actions.Count]);
        foreach (var row in other.Log.Rows)
        {
            var weight = row.Propensity is { } propensity ? Math.Min(1 / (propensity * actions.Count), MostWeight) : 1;
            sums[row.Action] += weight * row.Reward;
            weights[row.Action] += weight;
        }

        var shrunk = other.Actions.Select((name, i) => (name, (sums[i] + PriorWeight * mean) / (weights[i] + PriorWeight))).ToDictionary(pair => pair.name, pair => pair.Item2, StringComparer.Ordinal);
        // The sort is stable: the first of equal ones.
        int[] top = [.. Enumerable.Range(0, actions.Count).OrderByDescending(i => shrunk.GetValueOrDefault(actions[i], mean)).Take(TopCount)];
        return new([.. Enumerable.Range(0, actions.Count).Select(i => 0.5 / actions.Count + (top.Contains(i) ? 0.5 / top.Length : 0))], top);
    }
}
