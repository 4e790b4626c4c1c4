using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>The orders of a dataset as columns, by user and time: compact for tens of millions, immutable, safe to read from many threads.</summary>
public sealed class OrderTable
{
    private readonly UserEvents _events;
    private readonly IdList _ids;
    private readonly long[] _idCodes;
    private readonly int[] _items;
    private readonly float[] _quantities;
    private readonly double[] _amounts;

    /// <summary>Makes a table of columns in the order of the events; an empty one stands for a column that the data lacks.</summary>
    internal OrderTable(UserEvents events, IdList ids, long[] idCodes, int[] items, float[] quantities, double[] amounts, bool hasUniqueIds)
    {
        _events = events;
        _ids = ids;
        _idCodes = idCodes;
        _items = items;
        _quantities = quantities;
        _amounts = amounts;
        HasUniqueIds = hasUniqueIds;
        (First, Last) = Extent(events.Times);
    }

    /// <summary>No orders.</summary>
    /// <param name="userCount">How many users there are.</param>
    internal static OrderTable None(int userCount) => new(UserEvents.None(userCount), new IdList(), [], [], [], [], hasUniqueIds: true);

    /// <summary>How many orders there are.</summary>
    public int Count => _events.Count;

    /// <summary>Whether orders name items.</summary>
    public bool HasItems => _items.Length > 0;

    /// <summary>Whether orders say what was paid.</summary>
    public bool HasAmounts => _amounts.Length > 0;

    /// <summary>Whether orders say how many were bought.</summary>
    public bool HasQuantities => _quantities.Length > 0;

    /// <summary>The time of the first order; <see langword="null"/> where there is none.</summary>
    public DateTime? First { get; }

    /// <summary>The time of the last order; <see langword="null"/> where there is none.</summary>
    public DateTime? Last { get; }

    /// <summary>Whether no two lines share an order's id.</summary>
    internal bool HasUniqueIds { get; }

    /// <summary>The times of all orders, by user and time; whole seconds since 2000.</summary>
    internal ReadOnlySpan<int> Times => _events.Times;

    /// <summary>The items of all orders, by user and time; -1 for none; empty where orders name none.</summary>
    internal ReadOnlySpan<int> Items => _items;

    /// <summary>What was paid, by user and time; NaN for unknown; empty where orders do not say.</summary>
    internal ReadOnlySpan<double> Amounts => _amounts;

    /// <summary>How many were bought, by user and time; NaN for unknown; empty where orders do not say.</summary>
    internal ReadOnlySpan<float> Quantities => _quantities;

    /// <summary>What names the order at a place in the columns.</summary>
    internal UserId IdAt(int place) => _ids.IdOf(_idCodes[place]);

    /// <summary>Where a user's orders stand in the columns.</summary>
    internal Range RangeOf(int userRow) => _events.Of(userRow);

    /// <summary>How many lines a user has.</summary>
    /// <param name="userRow">The user's row in the users' table.</param>
    public int CountOf(int userRow) => _events.TimesOf(userRow).Length;

    /// <summary>A user's orders, oldest first.</summary>
    /// <param name="userRow">The user's row in the users' table.</param>
    public IReadOnlyList<Order> Of(int userRow)
    {
        var (start, length) = _events.Of(userRow).GetOffsetAndLength(Count);
        var orders = new Order[length];
        for (var i = 0; i < length; i++)
        {
            var place = start + i;
            orders[i] = new Order(
                _ids.IdOf(_idCodes[place]).ToString(),
                Moments.ToDateTime(_events.Times[place]),
                HasItems && _items[place] >= 0 ? _items[place] : null,
                HasQuantities && !float.IsNaN(_quantities[place]) ? _quantities[place] : null,
                HasAmounts && !double.IsNaN(_amounts[place]) ? _amounts[place] : null);
        }

        return orders;
    }

    /// <summary>The times of a user's orders, ascending; whole seconds since 2000.</summary>
    internal ReadOnlySpan<int> TimesOf(int userRow) => _events.TimesOf(userRow);

    /// <summary>The day of a user's last order that does not lie after a day.</summary>
    internal DateOnly? LastDayOf(int userRow, DateOnly today)
    {
        var times = _events.TimesOf(userRow);
        var end = Moments.EndOf(today);
        for (var i = times.Length - 1; i >= 0; i--)
        {
            if (times[i] < end)
                return Moments.ToDay(times[i]);
        }

        return null;
    }

    /// <summary>How many orders a user made up to the end of a day: lines that share an id are one.</summary>
    internal int CountDistinctOf(int userRow, DateOnly today)
    {
        var times = _events.TimesOf(userRow);
        var count = times.Length;
        for (var end = Moments.EndOf(today); count > 0 && times[count - 1] >= end;)
            count--;
        var codes = _idCodes.AsSpan(_events.Of(userRow))[..count];
        if (HasUniqueIds || codes.Length < 2)
            return codes.Length;
        var ids = new HashSet<UserId>();
        foreach (var code in codes)
            ids.Add(_ids.IdOf(code));
        return ids.Count;
    }

    private static (DateTime? First, DateTime? Last) Extent(ReadOnlySpan<int> times)
    {
        if (times.IsEmpty)
            return default;
        var (min, max) = (times[0], times[0]);
        foreach (var time in times)
            (min, max) = (Math.Min(min, time), Math.Max(max, time));
        return (Moments.ToDateTime(min), Moments.ToDateTime(max));
    }
}
