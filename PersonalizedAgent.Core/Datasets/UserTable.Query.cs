using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

public sealed partial class UserTable
{
    /// <summary>Finds and sorts users: one pass for each filter, one sort of packed integers.</summary>
    /// <param name="query">Which users, and in what order; what it asks of columns that this table lacks counts as not asked.</param>
    /// <param name="today">The day that days since last active and dates in the future are counted from.</param>
    /// <returns>The users found; it stays as it is.</returns>
    public UserView Query(UserQuery query, DateOnly today)
    {
        var rows = query.IsFiltered ? Filter(query, today) : null;
        if (query.SortBy is { } column && Columns.Contains(column))
            rows = Sort(rows ?? AllRows(), column, query.Descending, today);
        return new UserView(this, rows);
    }

    /// <summary>How many users have something wrong.</summary>
    public int CountIssues(DateOnly today)
    {
        var count = 0;
        for (var row = 0; row < Count; row++)
        {
            if (HasIssues(row, today))
                count++;
        }

        return count;
    }

    /// <summary>Whether the user in a row has something wrong.</summary>
    internal bool HasIssues(int row, DateOnly today) =>
        !UserValidator.IsValid(_ages[row], _genders.CodeAt(row) != NoValue, _lastActiveDays[row], _interactions[row], _purchases[row], today, _mayLackFields)
        || (_unreadable.Count > 0 && _unreadable.ContainsKey(row));

    private int[] Filter(UserQuery query, DateOnly today)
    {
        var rented = ArrayPool<int>.Shared.Rent(Count);
        var rows = rented.AsSpan(0, Count);
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;

        if (query.IdPrefix.Length > 0)
            rows = Where(rows, new PrefixFilter(this, Encoding.UTF8.GetBytes(query.IdPrefix)).Holds);
        foreach (var column in Columns)
        {
            var filter = query.FilterOf(column);
            if (filter.IsOpen)
                continue;
            if (column == UserColumn.UserId)
                rows = FilterIds(rows, filter.Range);
            else if (column == UserColumn.DaysSinceActive)
                rows = rows[.._columns[UserColumn.LastActive.Name].Filter(rows, new ColumnFilter(LastActiveWithin(filter.Range, today), null))];
            else
                rows = rows[.._columns[column.Name].Filter(rows, filter)];
        }

        if (query.OnlyIssues)
            rows = Where(rows, row => HasIssues(row, today));
        var found = rows.ToArray();
        ArrayPool<int>.Shared.Return(rented);
        return found;
    }

    private static Span<int> Where(Span<int> rows, Func<int, bool> holds)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if (holds(row))
                rows[count++] = row;
        }

        return rows[..count];
    }

    private Span<int> FilterIds(Span<int> rows, ColumnRange range)
    {
        var (min, max) = range.AsLong();
        return Where(rows, row => _ids[row] is { IsNumber: true, Number: var number } && number >= min && number <= max);
    }

    /// <summary>Days since last active are dates counted from the other end; a date in the future has none.</summary>
    private static ColumnRange LastActiveWithin(ColumnRange daysSince, DateOnly today)
    {
        var (min, max) = daysSince.AsLong();
        return new ColumnRange(max == long.MaxValue ? null : (decimal)today.DayNumber - max, today.DayNumber - (decimal)Math.Max(min, 0));
    }

    private int[] Sort(int[] rows, UserColumn column, bool descending, DateOnly today)
    {
        if (column == UserColumn.UserId)
            _ids.Sort(rows, descending);
        else if (column == UserColumn.DaysSinceActive)
            // The longer ago, the more days: the same order from the other end. A day in the future has no days since.
            ((IntegerData)_columns[UserColumn.LastActive.Name]).Sort(rows, !descending, static day => day, today.DayNumber);
        else
            _columns[column.Name].Sort(rows, descending);
        return rows;
    }

    private int[] AllRows()
    {
        var rows = new int[Count];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        return rows;
    }

    private sealed class PrefixFilter(UserTable table, byte[] prefix)
    {
        private readonly byte[] _digits = new byte[20];

        public bool Holds(int row)
        {
            var id = table._ids[row];
            if (!id.IsNumber)
                return Encoding.UTF8.GetBytes(id.ToString()).AsSpan().StartsWith(prefix);
            Utf8Formatter.TryFormat(id.Number, _digits, out var length);
            return _digits.AsSpan(0, length).StartsWith(prefix);
        }
    }
}
