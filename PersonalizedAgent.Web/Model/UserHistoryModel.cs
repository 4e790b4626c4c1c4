using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Web.Model;

/// <summary>What a user did before today, made ready to be drawn.</summary>
/// <param name="UserId">The user.</param>
/// <param name="From">The first day drawn.</param>
/// <param name="To">The last day drawn: today, or that of the last order or contact where it lies after today.</param>
/// <param name="Bars">Orders by stretches of time, oldest first; stretches without orders are left out.</param>
/// <param name="Contacts">Contacts by the same stretches, oldest first; stretches without contacts are left out.</param>
/// <param name="Months">Where months or years begin, with their names.</param>
/// <param name="Bought">What was bought most, by category or else by item.</param>
/// <param name="Events">Orders and contacts, newest first, as far as they are listed.</param>
/// <param name="EventCount">How many orders' lines and contacts there are, listed or not.</param>
/// <param name="Summary">All of it in a sentence.</param>
public sealed record UserHistoryModel(
    UserId UserId,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<HistoryBar> Bars,
    IReadOnlyList<HistoryContact> Contacts,
    IReadOnlyList<HistoryMark> Months,
    IReadOnlyList<BoughtShare> Bought,
    IReadOnlyList<HistoryEvent> Events,
    int EventCount,
    string Summary)
{
    /// <summary>So many days before the end are drawn at least.</summary>
    private const int LeastDays = 60;

    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120];

    private const int MaxBars = 120;
    private const int MaxBought = 6;
    private const int MaxEvents = 200;

    /// <summary>The history of a user; <see langword="null"/> where the data has neither orders nor contacts.</summary>
    public static UserHistoryModel? Of(Dataset dataset, int row, DateOnly today)
    {
        if (dataset.Orders.Count == 0 && dataset.Contacts.Count == 0)
            return null;
        var orders = dataset.Orders.Of(row);
        var contacts = dataset.Contacts.Of(row);
        // Both come oldest first.
        DateOnly[] ends = [.. orders.Take(1).Concat(orders.TakeLast(1)).Select(order => DayOf(order.At)), .. contacts.Take(1).Concat(contacts.TakeLast(1)).Select(contact => DayOf(contact.At))];
        var to = ends.Append(today).Max();
        var from = ends.Append(to.AddDays(-LeastDays)).Min();
        var days = to.DayNumber - from.DayNumber + 1;
        return new UserHistoryModel(
            dataset.Users.IdOf(row),
            from,
            to,
            Stretches(orders, from, days),
            Told(contacts, from, days),
            Marks(from, to),
            Shares(dataset, orders),
            Listed(dataset, orders, contacts),
            orders.Count + contacts.Count,
            Describe(orders, contacts, today));
    }

    /// <summary>Orders in words: <c>12 orders</c>, or <c>12 orders in 31 lines</c> where lines share an order's id.</summary>
    internal static string OrdersInWords(int orders, int lines) => Display.Count(orders, "order") + (lines == orders ? "" : $" in {Display.Count(lines, "line")}");

    private static DateOnly DayOf(DateTime at) => DateOnly.FromDateTime(at);

    /// <summary>How many days a stretch of time has: as many as keep the marks apart.</summary>
    private static int StepOf(int days) => Math.Max(1, (days + MaxBars - 1) / MaxBars);

    private static int StretchOf(DateTime at, DateOnly from, int days) => (DayOf(at).DayNumber - from.DayNumber) / StepOf(days);

    /// <summary>Lines that share an id are one order, as in the users' purchases.</summary>
    private static int DistinctOf(IEnumerable<Order> orders) => orders.Select(order => order.OrderId).ToHashSet(StringComparer.Ordinal).Count;

    /// <summary>Orders by stretches of time.</summary>
    private static HistoryBar[] Stretches(IReadOnlyList<Order> orders, DateOnly from, int days)
    {
        var step = StepOf(days);
        var groups = orders
            .GroupBy(order => StretchOf(order.At, from, days))
            .Select(group => (Stretch: group.Key, Count: DistinctOf(group), Lines: group.Count(), Amount: group.Sum(order => order.Amount), HasAmount: group.Any(order => order.Amount is not null)))
            .ToArray();
        // Where orders say what was paid, the height says so; else how many there were.
        var byAmount = groups.Any(group => group.HasAmount);
        var highest = groups.Select(group => byAmount ? group.Amount ?? 0 : group.Count).DefaultIfEmpty().Max();
        return [.. groups.Select(group => new HistoryBar(
            (double)group.Stretch * step / days,
            (double)step / days,
            highest > 0 ? Math.Sqrt(Math.Max((byAmount ? group.Amount ?? 0 : group.Count) / highest, 0)) : 0,
            from.AddDays(group.Stretch * step),
            step,
            group.Count,
            group.Lines,
            group.HasAmount ? group.Amount : null))];
    }

    /// <summary>Contacts by stretches of time: each stands where its newest does, and looks like it.</summary>
    private static HistoryContact[] Told(IReadOnlyList<Contact> contacts, DateOnly from, int days) =>
        [.. contacts
            .GroupBy(contact => StretchOf(contact.At, from, days))
            .Select(group => (First: DayOf(group.First().At), Newest: group.Last(), Count: group.Count(), Responses: group.Count(contact => contact.Responded)))
            .Select(mark => new HistoryContact(
                (DayOf(mark.Newest.At).DayNumber - from.DayNumber + 0.5) / days, mark.Newest.Action, mark.First, DayOf(mark.Newest.At), mark.Count, mark.Responses))];

    private static List<HistoryMark> Marks(DateOnly from, DateOnly to)
    {
        var days = to.DayNumber - from.DayNumber + 1;
        // At most some eight names stand side by side.
        var months = MonthSteps.First(step => days / 30.4 / step <= 8 || step == MonthSteps[^1]);
        var marks = new List<HistoryMark>();
        var first = new DateOnly(from.Year, months >= 12 ? 1 : 1 + (from.Month - 1) / months * months, 1);
        for (var day = first; day <= to; day = day.AddMonths(months))
        {
            if (day >= from)
                marks.Add(new HistoryMark((double)(day.DayNumber - from.DayNumber) / days, day.ToString(months >= 12 || day.Month == 1 ? "yyyy" : "MMM", System.Globalization.CultureInfo.InvariantCulture)));
        }

        return marks;
    }

    private static BoughtShare[] Shares(Dataset dataset, IReadOnlyList<Order> orders)
    {
        var bought = orders.Where(order => order.ItemRow is not null).CountBy(order => order.ItemRow!.Value).ToArray();
        var byCategory = bought.Any(item => dataset.Items.CategoryOf(item.Key) is not null);
        var counts = bought
            .AggregateBy(item => byCategory ? dataset.Items.CategoryOf(item.Key) ?? "No category" : dataset.Items[item.Key].Title, 0, (sum, item) => sum + item.Value)
            .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
            .ToArray();
        var shown = counts.Length > MaxBought ? counts[..(MaxBought - 1)] : counts;
        var others = counts.Skip(shown.Length).Sum(count => count.Value);
        var greatest = Math.Max(counts.Select(count => count.Value).FirstOrDefault(), 1);
        var shares = shown.Select(count => new BoughtShare(count.Key, count.Value, (double)count.Value / greatest));
        return others > 0 ? [.. shares, new BoughtShare($"{counts.Length - shown.Length} others", others, Math.Min((double)others / greatest, 1))] : [.. shares];
    }

    private static HistoryEvent[] Listed(Dataset dataset, IReadOnlyList<Order> orders, IReadOnlyList<Contact> contacts) =>
        [.. orders.TakeLast(MaxEvents).Select(order => HistoryEvent.Of(order, order.ItemRow is { } item ? dataset.Items[item].Title : null))
            .Concat(contacts.TakeLast(MaxEvents).Select(HistoryEvent.Of))
            .OrderByDescending(happened => happened.At)
            .Take(MaxEvents)];

    private static string Describe(IReadOnlyList<Order> orders, IReadOnlyList<Contact> contacts, DateOnly today)
    {
        if (orders.Count + contacts.Count == 0)
            return "No orders and no contacts so far.";
        var spent = orders.Sum(order => order.Amount ?? 0);
        var bought = orders.Count == 0 ? "No orders"
            : $"{OrdersInWords(DistinctOf(orders), orders.Count)}{(orders.Any(order => order.Amount is not null) ? $", {Display.Money(spent)} in all" : "")}, the last {Ago(today.DayNumber - DateOnly.FromDateTime(orders[^1].At).DayNumber)}";
        var told = contacts.Count == 0 ? "" : $"; {Display.Count(contacts.Count, "contact")}, {Display.Number(contacts.Count(contact => contact.Responded))} with a response";
        return bought + told + ".";
    }

    private static string Ago(int days) => days switch
    {
        < 0 => "after today",
        0 => "today",
        1 => "yesterday",
        _ => $"{Display.Number(days)} days ago",
    };
}

/// <summary>The orders of a stretch of time.</summary>
/// <param name="Start">Where it begins, as a share of the time drawn.</param>
/// <param name="Width">How long it is, as a share of the time drawn.</param>
/// <param name="Height">0 to 1; the root of the amount's share of the greatest, so that small ones are seen.</param>
/// <param name="First">Its first day.</param>
/// <param name="Days">How many days it has.</param>
/// <param name="Count">How many orders fell into it.</param>
/// <param name="Lines">How many lines they have.</param>
/// <param name="Amount">What was paid in it, if the data says so.</param>
public sealed record HistoryBar(double Start, double Width, double Height, DateOnly First, int Days, int Count, int Lines, double? Amount);

/// <summary>The contacts of a stretch of time.</summary>
/// <param name="Place">Where the newest stands, as a share of the time drawn.</param>
/// <param name="Action">What the newest did.</param>
/// <param name="First">The day of the first.</param>
/// <param name="Last">The day of the newest.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Responses">How many of them the user responded to.</param>
public sealed record HistoryContact(double Place, AgentAction Action, DateOnly First, DateOnly Last, int Count, int Responses)
{
    /// <summary>Whether the user responded to any.</summary>
    public bool Responded => Responses > 0;
}

/// <summary>A name on the line of time.</summary>
public sealed record HistoryMark(double Place, string Name);

/// <summary>How often something was bought.</summary>
/// <param name="Name">The category, or the item where there are no categories.</param>
/// <param name="Count">How often.</param>
/// <param name="Share">Of the most frequent, 0 to 1.</param>
public sealed record BoughtShare(string Name, int Count, double Share);

/// <summary>An order or a contact, in words.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What was bought; <see langword="null"/> for a contact.</param>
/// <param name="Amount">What was paid, if it is an order and the data says so.</param>
/// <param name="Contact">The contact, if it is one.</param>
public sealed record HistoryEvent(DateTime At, string? Text, double? Amount, Contact? Contact)
{
    internal static HistoryEvent Of(Order order, string? item) =>
        new(order.At, (item ?? $"Order {order.OrderId}") + (order.Quantity is { } quantity and not 1 ? $" × {Display.Fraction(quantity)}" : ""), order.Amount, null);

    internal static HistoryEvent Of(Contact contact) => new(contact.At, null, null, contact);
}
