using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>
/// What one pass over the orders tells. The last day to learn from, the anchor, is the one that lies the horizon before today:
/// what is known of a user then against whether the user ordered after it, up to the end of today.
/// </summary>
internal sealed class OrderHistory
{
    /// <summary>After so long without any order those before it are hardly meant.</summary>
    private const int LongGapDays = 730;

    /// <summary>More of all orders than this are no slip, however long ago.</summary>
    private const double FewOrders = 0.01;

    private OrderHistory(bool[] hasOrdered)
    {
        HasOrdered = hasOrdered;
    }

    /// <summary>By user: whether there is an order after the anchor and not after today.</summary>
    public bool[] HasOrdered { get; }

    /// <summary>How many users ordered after the anchor.</summary>
    public int OrderedCount { get; private init; }

    /// <summary>The day that lies the horizon before today.</summary>
    public required DateOnly Anchor { get; init; }

    /// <summary>The horizon, in days.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The day of the first order, without those that lie years before all others; <see langword="null"/> where none lies up to today.</summary>
    public DateOnly? First { get; private init; }

    /// <summary>How many orders lie years before all others.</summary>
    public int FarBefore { get; private init; }

    /// <summary>The day of the last order that does not lie after today.</summary>
    public DateOnly? Last { get; private init; }

    /// <summary>Users with an order that does not lie after today.</summary>
    public int UsersWithOrders { get; private init; }

    /// <summary>Users with an order up to the anchor: those to learn from.</summary>
    public int Examples { get; private init; }

    /// <summary>How many of them ordered after it.</summary>
    public int ExamplesOrdered { get; private init; }

    /// <summary>From the first order to the last, both days counted.</summary>
    public int SpanDays => First is { } first && Last is { } last ? last.DayNumber - first.DayNumber + 1 : 0;

    /// <summary>Looks at all orders once.</summary>
    public static OrderHistory Of(Dataset dataset, DateOnly today, int horizonDays)
    {
        var anchorDay = DateOnly.FromDayNumber(Math.Max(today.DayNumber - horizonDays, 0));
        var (anchor, end) = (Moments.StartOf(anchorDay), Moments.EndOf(today));
        var hasOrdered = new bool[dataset.Users.Count];
        var perDay = new int[DayOf(Moments.Max) + 1];
        var (withOrders, examples, examplesOrdered, ordered) = (0, 0, 0, 0);
        for (var user = 0; user < hasOrdered.Length; user++)
        {
            var times = dataset.Orders.TimesOf(user);
            var known = times.Length;
            while (known > 0 && times[known - 1] >= end)
                known--;
            if (known == 0)
                continue;

            withOrders++;
            foreach (var time in times[..known])
                perDay[DayOf(time)]++;
            hasOrdered[user] = times[known - 1] > anchor;
            ordered += hasOrdered[user] ? 1 : 0;
            if (times[0] > anchor)
                continue;
            examples++;
            examplesOrdered += hasOrdered[user] ? 1 : 0;
        }

        var (first, last, farBefore) = Extent(perDay);
        return new OrderHistory(hasOrdered)
        {
            Anchor = anchorDay,
            HorizonDays = horizonDays,
            OrderedCount = ordered,
            First = first,
            Last = last,
            FarBefore = farBefore,
            UsersWithOrders = withOrders,
            Examples = examples,
            ExamplesOrdered = examplesOrdered,
        };
    }

    /// <summary>Days counted from the first that a moment can lie on.</summary>
    private static int DayOf(int moment) => (int)(((long)moment - Moments.Min) / Moments.SecondsPerDay);

    /// <summary>The first and last day with an order. The first few orders, where years pass after them, are counted apart.</summary>
    private static (DateOnly? First, DateOnly? Last, int FarBefore) Extent(int[] perDay)
    {
        DateOnly Day(int index) => Moments.ToDay(Moments.Min).AddDays(index);

        var days = Enumerable.Range(0, perDay.Length).Where(day => perDay[day] > 0).ToArray();
        if (days.Length == 0)
            return default;
        var few = perDay.Sum(count => (long)count) * FewOrders;
        var (start, farBefore, before) = (0, 0, 0);
        for (var i = 1; i < days.Length; i++)
        {
            before += perDay[days[i - 1]];
            if (before > few)
                break;
            if (days[i] - days[i - 1] >= LongGapDays)
                (start, farBefore) = (i, before);
        }

        return (Day(days[start]), Day(days[^1]), farBefore);
    }
}
