using System.Buffers;
using System.Buffers.Text;
using System.Text;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

public sealed partial class UserTable
{
    /// <summary>Finds and sorts users: one pass to filter, one sort of packed integers.</summary>
    /// <param name="query">Which users, and in what order.</param>
    /// <param name="today">The day that days since last active and dates in the future are counted from.</param>
    /// <returns>The users found; it stays as it is.</returns>
    public UserView Query(UserQuery query, DateOnly today)
    {
        var rows = query.IsFiltered ? Filter(query, today) : null;
        if (query.SortBy is { } column)
            rows = Sort(rows, column, query.Descending, today);
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

    /// <summary>Whether the user in a row has something wrong. A field that could not be read has no value here.</summary>
    internal bool HasIssues(int row, DateOnly today) =>
        !UserValidator.IsValid(_ids[row], _ages[row], _genders[row] != NoValue, _lastActiveDays[row], _interactions[row], _purchases[row], today);

    private int[] Filter(UserQuery query, DateOnly today)
    {
        var gender = query.Gender is null ? NoValue : Array.IndexOf(_genderNames, query.Gender);
        var prefix = Encoding.UTF8.GetBytes(query.IdPrefix);
        var days = query.DaysSinceActive.IsOpen ? query.LastActive : DaysWithin(query.LastActive, query.DaysSinceActive, today);
        var found = ArrayPool<int>.Shared.Rent(Count);
        var count = 0;
        for (var row = 0; row < Count; row++)
        {
            if ((prefix.Length == 0 || HasPrefix(_ids[row], prefix))
                && (query.Gender is null || _genders[row] == gender)
                && query.UserId.Contains(_ids[row])
                && Holds(query.Age, _ages[row])
                && Holds(days, _lastActiveDays[row])
                && Holds(query.Interactions, _interactions[row])
                && Holds(query.Purchases, _purchases[row])
                && (!query.OnlyIssues || HasIssues(row, today)))
            {
                found[count++] = row;
            }
        }

        var rows = found[..count];
        ArrayPool<int>.Shared.Return(found);
        return rows;
    }

    private static bool Holds(ColumnRange range, int value) => range.IsOpen || (value != NoValue && range.Contains(value));

    /// <summary>Days since last active are dates counted from the other end; a date in the future has none.</summary>
    private static ColumnRange DaysWithin(ColumnRange lastActive, ColumnRange daysSince, DateOnly today)
    {
        var from = daysSince.Max is { } max ? Math.Max(today.DayNumber - Math.Min(max, today.DayNumber), 0) : (long?)null;
        var to = today.DayNumber - Math.Min(daysSince.Min is { } min and > 0 ? min : 0, today.DayNumber + 1L);
        return new ColumnRange(
            lastActive.Min is { } a && from is { } b ? Math.Max(a, b) : lastActive.Min ?? from,
            lastActive.Max is { } c ? Math.Min(c, to) : to);
    }

    private static bool HasPrefix(long id, ReadOnlySpan<byte> prefix)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(id, digits, out var length);
        return digits[..length].StartsWith(prefix);
    }

    private int[] Sort(int[]? rows, UserColumn column, bool descending, DateOnly today)
    {
        rows ??= AllRows();
        if (column == UserColumn.UserId)
            return SortById(rows, descending);

        var values = column switch
        {
            UserColumn.Age => _ages,
            UserColumn.Gender => GenderRanks(),
            UserColumn.LastActive or UserColumn.DaysSinceActive => _lastActiveDays,
            UserColumn.Interactions => _interactions,
            UserColumn.Purchases => _purchases,
            _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Not a column."),
        };
        // The longer ago, the more days: the same order from the other end. A day in the future has no days since.
        var isDaysSince = column == UserColumn.DaysSinceActive;
        var lastDay = isDaysSince ? today.DayNumber : int.MaxValue;
        var isReversed = descending != isDaysSince;

        // One integer for each row: whether it has no value, then the value, then the row. Sorting them sorts by value, puts those
        // without one last, and leaves equals in the order of the file. The buffer is pooled: for a million users it takes 8 MB.
        var rented = ArrayPool<ulong>.Shared.Rent(rows.Length);
        var keys = rented.AsSpan(0, rows.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            var value = values[rows[i]];
            var hasValue = value != NoValue && value <= lastDay;
            var ordered = (uint)(isReversed ? ~value : value) ^ 0x8000_0000;
            keys[i] = hasValue ? ((ulong)ordered << 31) | (uint)rows[i] : (1UL << 63) | (uint)rows[i];
        }

        keys.Sort();
        for (var i = 0; i < keys.Length; i++)
            rows[i] = (int)(keys[i] & int.MaxValue);
        ArrayPool<ulong>.Shared.Return(rented);
        return rows;
    }

    private int[] AllRows()
    {
        var rows = new int[Count];
        for (var row = 0; row < rows.Length; row++)
            rows[row] = row;
        return rows;
    }

    private int[] SortById(int[] rows, bool descending)
    {
        var ids = Array.ConvertAll(rows, row => _ids[row]);
        Array.Sort(ids, rows);
        if (descending)
            Array.Reverse(rows);
        return rows;
    }

    /// <summary>For each row the place of its gender among all, in ordinal order.</summary>
    private List<int> GenderRanks()
    {
        var codes = new int[_genderNames.Length];
        for (var code = 0; code < codes.Length; code++)
            codes[code] = code;
        Array.Sort([.. _genderNames], codes, StringComparer.Ordinal);
        var rankOfCode = new int[codes.Length];
        for (var rank = 0; rank < codes.Length; rank++)
            rankOfCode[codes[rank]] = rank;
        return _genders.ConvertAll(code => code == NoValue ? NoValue : rankOfCode[code]);
    }
}
