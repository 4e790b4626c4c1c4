using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Health;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Datasets.Health;

/// <summary>
/// Data in the best of health, to be varied by <c>with</c>: 200 users who ordered long ago, every other one of them within the last
/// month too; 300 contacts, every other one with a response.
/// </summary>
internal sealed record Patient
{
    public const int UserCount = 200;

    public static DateOnly Today { get; } = new(2025, 8, 13);

    public string Users { get; init; } = "user_id,age\n" + Lines(UserCount, i => $"{i},{20 + i % 50}");

    public string? Items { get; init; } = "item_id,name,price\n" + Lines(5, i => $"{i},Thing {i},9.5");

    public string? Orders { get; init; } = OrderHeader + OldOrders + RecentOrders(UserCount / 2, 2);

    public string? Contacts { get; init; } = ContactHeader + Lines(300, i => Contact(i, Action(i), i % 2 == 0));

    public (string Name, string Text)? Other { get; init; }

    public AsOfRule AsOf { get; init; }

    public DateOnly Now { get; init; } = Today;

    public const string OrderHeader = "user_id,item_id,at,quantity,amount\n";

    public const string ContactHeader = "contact_id,user_id,action,at,propensity,responded\n";

    /// <summary>An order of each user 200 days ago.</summary>
    public static string OldOrders { get; } = Lines(UserCount, i => Order(i, 200));

    /// <summary>An order five days ago of so many users: of the first, or of every second, third …</summary>
    public static string RecentOrders(int count, int step = 1) => Lines(count, i => Order(i * step, 5));

    public static string Order(int user, int daysAgo) => string.Create(CultureInfo.InvariantCulture, $"{user},{user % 5 + 1},{Day(daysAgo)},1,9.5");

    public static string Contact(int id, string action, bool responded) => $"{id},{id % UserCount + 1},{action},{Day(40)},0.3333,{(responded ? 1 : 0)}";

    public static string Action(int i) => (i % 3) switch { 0 => "offer_discount", 1 => "recommend_product", _ => "send_message" };

    public static string Day(int daysAgo) => Today.AddDays(-daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Lines 1 to count.</summary>
    public static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(1, count).Select(i => line(i) + "\n"));

    /// <summary>Users with one more column.</summary>
    public Patient WithColumn(Func<int, string> value, int users = UserCount, string name = "extra") => this with { Users = $"user_id,{name}\n" + Lines(users, i => $"{i},{value(i)}") };

    public Diagnosis Examine(int horizonDays = 30)
    {
        using var files = new TempDataset(("users.csv", Users), ("items.csv", Items), ("orders.csv", Orders), ("contacts.csv", Contacts), (Other?.Name ?? "", Other?.Text));
        var dataset = files.Read(Now, AsOf);
        return Doctor.Examine(dataset, dataset.FixedToday ?? Now, horizonDays);
    }

    /// <summary>The one finding that says so, if there is one.</summary>
    public Finding? Find(string what, int horizonDays = 30) => Examine(horizonDays).Findings.SingleOrDefault(finding => finding.What.Contains(what, StringComparison.Ordinal));
}
