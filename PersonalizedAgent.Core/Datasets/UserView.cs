using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>The users that a query found, in its order. Immutable.</summary>
public sealed class UserView
{
    private readonly UserTable _table;
    private readonly int[]? _rows;

    /// <summary>Makes a view.</summary>
    /// <param name="table">The users.</param>
    /// <param name="rows">The rows found, in order; <see langword="null"/> for all in the order of the file.</param>
    internal UserView(UserTable table, int[]? rows)
    {
        _table = table;
        _rows = rows;
    }

    /// <summary>How many users were found.</summary>
    public int Count => _rows?.Length ?? _table.Count;

    /// <summary>The user at a place.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public User this[int index] => _table[RowAt(index)];

    /// <summary>The row in the table of the user at a place.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public int RowAt(int index) => _rows is null ? index : _rows[index];

    /// <summary>The users in a stretch, with their rows; what reaches beyond the view is left out.</summary>
    public IReadOnlyList<UserRow> Window(int start, int count)
    {
        start = Math.Clamp(start, 0, Count);
        var users = new UserRow[Math.Clamp(count, 0, Count - start)];
        for (var i = 0; i < users.Length; i++)
            users[i] = new UserRow(RowAt(start + i), this[start + i]);
        return users;
    }

    /// <summary>How many of the users have which score.</summary>
    /// <param name="column">A column of predicted scores, 0 to 1.</param>
    /// <param name="bins">Into how many equal parts the scores from 0 to 1 are put; a score on a border belongs to the part above it, 1 to the last. A user without one is not counted.</param>
    public int[] Histogram(UserColumn column, int bins)
    {
        var values = ((NumberData)_table.DataOf(column)).Span;
        var counts = new int[bins];
        for (var i = 0; i < Count; i++)
        {
            if (values[RowAt(i)] is var value && !double.IsNaN(value))
                counts[Math.Clamp((int)(value * bins), 0, bins - 1)]++;
        }

        return counts;
    }

    /// <summary>How many of the users have a score above a bound.</summary>
    /// <param name="column">A column of predicted scores.</param>
    /// <param name="bound">The bound; one who has just this is not above it.</param>
    public int CountAbove(UserColumn column, double bound)
    {
        var values = ((NumberData)_table.DataOf(column)).Span;
        var count = 0;
        for (var i = 0; i < Count; i++)
            count += values[RowAt(i)] > bound ? 1 : 0;
        return count;
    }

    /// <summary>The place of a user in the view, if it is there.</summary>
    public int? IndexOf(UserId userId) =>
        _table.RowOf(userId) is not { } row ? null
        : _rows is null ? row
        : Array.IndexOf(_rows, row) is >= 0 and var index ? index : null;
}

/// <summary>A user and its row in the table.</summary>
/// <param name="Row">0 to the table's count - 1.</param>
/// <param name="User">The user.</param>
public readonly record struct UserRow(int Row, User User);
