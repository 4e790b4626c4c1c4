namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>A policy to be judged: how likely it takes each action on each row of a log.</summary>
/// <param name="Name">For people.</param>
/// <param name="ProbabilitiesOf">
/// From the number of a row to a probability for each action, in [0, 1], summing to 1. Must be fixed before the rewards of these rows are looked at: a
/// policy that was learned from them looks better than it is.
/// </param>
public sealed record TargetPolicy(string Name, Func<int, IReadOnlyList<double>> ProbabilitiesOf)
{
    /// <summary>How far from 1 the probabilities of a row may sum, by rounding.</summary>
    internal const double Tolerance = 1e-6;

    /// <summary>The same probabilities on every row.</summary>
    public static TargetPolicy Same(string name, IReadOnlyList<double> probabilities) => new(name, _ => probabilities);

    /// <summary>Each action equally likely on every row.</summary>
    public static TargetPolicy Uniform(string name, int actions) => Same(name, [.. Enumerable.Repeat(1.0 / actions, actions)]);

    /// <summary>One action on every row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    public static TargetPolicy Always(string name, int action, int actions) => Same(name, Only(action, actions));

    /// <summary>One action on each row, without chance.</summary>
    /// <param name="name">For people.</param>
    /// <param name="actions">How many actions there are.</param>
    /// <param name="choose">From the number of a row to its action.</param>
    public static TargetPolicy Choosing(string name, int actions, Func<int, int> choose)
    {
        double[][] choices = [.. Enumerable.Range(0, actions).Select(action => Only(action, actions))];
        return new(name, row => choices[choose(row)]);
    }

    /// <summary>On each row the action of which most is expected; the first of several.</summary>
    /// <param name="name">For people.</param>
    /// <param name="expected">What is expected on the same rows, by a model that has not seen their rewards.</param>
    public static TargetPolicy Greedy(string name, RewardTable expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        return Choosing(name, expected.Actions, expected.BestOf);
    }

    private static double[] Only(int action, int actions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(action);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(action, actions);
        var probabilities = new double[actions];
        probabilities[action] = 1;
        return probabilities;
    }
}
