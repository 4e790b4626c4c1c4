namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>Decisions of the past, to judge other policies by. Immutable; may be empty.</summary>
public sealed class ActionLog
{
    private readonly LoggedAction[] _rows;

    /// <summary>Takes a copy of the rows.</summary>
    /// <param name="rows">The decisions, in any order; each one counts as drawn by itself.</param>
    /// <param name="actions">How many actions there were to choose from; at least 1.</param>
    /// <exception cref="ArgumentException">A row has an action outside 0 to <paramref name="actions"/> − 1, a reward that is not finite or a propensity outside (0, 1].</exception>
    public ActionLog(IEnumerable<LoggedAction> rows, int actions)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(actions, 1);
        _rows = [.. rows];
        Actions = actions;
        for (var i = 0; i < _rows.Length; i++)
        {
            if (WhatIsWrong(_rows[i], actions) is { } problem)
                throw new ArgumentException($"{problem}; that of row {i} does not.", nameof(rows));
        }
    }

    /// <summary>The decisions, as they were given.</summary>
    public IReadOnlyList<LoggedAction> Rows => _rows;

    /// <summary>How many actions there were to choose from.</summary>
    public int Actions { get; }

    /// <summary>How many decisions.</summary>
    public int Count => _rows.Length;

    private static string? WhatIsWrong(in LoggedAction row, int actions) => row switch
    {
        _ when row.Action < 0 || row.Action >= actions => $"An action must lie between 0 and {actions - 1}",
        _ when !double.IsFinite(row.Reward) => "A reward must be finite",
        { Propensity: not (null or (> 0 and <= 1)) } => "A propensity must lie in (0, 1]",
        _ => null,
    };
}
