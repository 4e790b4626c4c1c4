using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>What all users bought, as columns by user. Immutable, safe to read from many threads.</summary>
internal sealed class ItemHistories
{
    private readonly int[] _starts;
    private readonly int[] _items;
    private readonly int[] _firstBought;
    private readonly int[] _lastBought;
    private readonly int[] _days;

    /// <summary>Takes columns as <see cref="ItemHistory"/> describes them.</summary>
    /// <param name="starts">Where each user's items start, and at last how many there are in all.</param>
    /// <param name="items">The rows of the items.</param>
    /// <param name="firstBought">When each was bought first.</param>
    /// <param name="lastBought">When each was bought last.</param>
    /// <param name="days">On how many distinct days each was bought.</param>
    public ItemHistories(int[] starts, int[] items, int[] firstBought, int[] lastBought, int[] days)
    {
        if (starts.Length == 0 || starts[^1] != items.Length || firstBought.Length != items.Length || lastBought.Length != items.Length || days.Length != items.Length)
            throw new ArgumentException("All columns must have one length, and the starts must end with it.", nameof(starts));
        (_starts, _items, _firstBought, _lastBought, _days) = (starts, items, firstBought, lastBought, days);
    }

    /// <summary>How many users there are, those without purchases too.</summary>
    public int UserCount => _starts.Length - 1;

    /// <summary>How many pairs of a user and an item there are.</summary>
    public int Count => _items.Length;

    /// <summary>The items of all users, by user.</summary>
    public ReadOnlySpan<int> Items => _items;

    /// <summary>What a user bought.</summary>
    /// <param name="userRow">The user's row in the users' table.</param>
    public ItemHistory Of(int userRow)
    {
        var range = _starts[userRow].._starts[userRow + 1];
        return new() { Items = _items.AsSpan(range), FirstBought = _firstBought.AsSpan(range), LastBought = _lastBought.AsSpan(range), Days = _days.AsSpan(range) };
    }

    /// <summary>Gathers what was bought up to a moment; later orders and orders without item count for nothing.</summary>
    /// <param name="orders">The orders.</param>
    /// <param name="userCount">How many users there are.</param>
    /// <param name="itemCount">How many items there are.</param>
    /// <param name="moment">The last moment that counts; seconds since 2000.</param>
    /// <param name="every">Of so many users one counts; the others have empty histories.</param>
    public static ItemHistories UpTo(OrderTable orders, int userCount, int itemCount, int moment, int every = 1)
    {
        var columns = new Columns(itemCount);
        var starts = new int[userCount + 1];
        var place = 0;
        for (var user = 0; user < userCount; user++)
        {
            var times = orders.TimesOf(user);
            if (orders.HasItems && user % every == 0)
                columns.AddUser(orders.Items.Slice(place, times.Length), times, moment);
            // The table has no gap between one user's lines and the next one's.
            place += times.Length;
            starts[user + 1] = columns.Items.Count;
        }

        return new(starts, [.. columns.Items], [.. columns.FirstBought], [.. columns.LastBought], [.. columns.Days]);
    }

    /// <summary>What one user bought, as the only user.</summary>
    /// <param name="items">The item of each order line, -1 for none.</param>
    /// <param name="times">The time of each line, ascending.</param>
    /// <param name="itemCount">How many items there are.</param>
    public static ItemHistories OfOne(ReadOnlySpan<int> items, ReadOnlySpan<int> times, int itemCount)
    {
        var columns = new Columns(itemCount);
        if (!items.IsEmpty)
            columns.AddUser(items, times, int.MaxValue);
        return new([0, columns.Items.Count], [.. columns.Items], [.. columns.FirstBought], [.. columns.LastBought], [.. columns.Days]);
    }

    private sealed class Columns
    {
        /// <summary>Where each item stands that some user bought; a place before the user's own says nothing.</summary>
        private readonly int[] _placeOf;

        public Columns(int itemCount)
        {
            _placeOf = new int[itemCount];
            Array.Fill(_placeOf, -1);
        }

        public List<int> Items { get; } = [];
        public List<int> FirstBought { get; } = [];
        public List<int> LastBought { get; } = [];
        public List<int> Days { get; } = [];

        public void AddUser(ReadOnlySpan<int> items, ReadOnlySpan<int> times, int moment)
        {
            var start = Items.Count;
            for (var i = 0; i < items.Length && times[i] <= moment; i++)
            {
                if (items[i] < 0)
                    continue;
                if (_placeOf[items[i]] < start)
                    AddItem(items[i], times[i]);
                else
                    AddPurchase(_placeOf[items[i]], times[i]);
            }
        }

        private void AddItem(int item, int time)
        {
            _placeOf[item] = Items.Count;
            Items.Add(item);
            FirstBought.Add(time);
            LastBought.Add(time);
            Days.Add(1);
        }

        private void AddPurchase(int place, int time)
        {
            // Times ascend: another day than that of the last purchase is a new one.
            if (Moments.ToDay(time) != Moments.ToDay(LastBought[place]))
                Days[place]++;
            LastBought[place] = time;
        }
    }
}
