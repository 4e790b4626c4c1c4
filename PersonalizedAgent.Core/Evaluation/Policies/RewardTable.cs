namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>The reward that a model expects of each action on each row. Immutable.</summary>
public sealed class RewardTable
{
    private readonly double[] _values;

    /// <summary>Takes a copy of the values.</summary>
    /// <param name="values">Row by row, one for each action; finite.</param>
    /// <param name="actions">How many actions; at least 1.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows, or one is not finite.</exception>
    public RewardTable(IReadOnlyList<double> values, int actions)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(actions, 1);
        _values = [.. values];
        Actions = actions;
        if (_values.Length % actions != 0)
            throw new ArgumentException($"There must be {actions} values a row; {_values.Length} are no whole number of rows.", nameof(values));
        if (Array.FindIndex(_values, value => !double.IsFinite(value)) is >= 0 and var wrong)
            throw new ArgumentException($"Every expected reward must be finite; the one of action {wrong % actions} on row {wrong / actions} is not.", nameof(values));
    }

    /// <summary>How many actions.</summary>
    public int Actions { get; }

    /// <summary>How many rows.</summary>
    public int Rows => _values.Length / Actions;

    /// <summary>What is expected of an action on a row.</summary>
    public double this[int row, int action] => Of(row)[action];

    /// <summary>What is expected of each action on a row.</summary>
    public ReadOnlySpan<double> Of(int row) => _values.AsSpan(row * Actions, Actions);

    /// <summary>The action of which most is expected on a row; the first of several.</summary>
    public int BestOf(int row)
    {
        var expected = Of(row);
        var best = 0;
        for (var action = 1; action < expected.Length; action++)
        {
            if (expected[action] > expected[best])
                best = action;
        }

        return best;
    }
}
