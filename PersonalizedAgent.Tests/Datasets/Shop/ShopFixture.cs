using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets.Shop;

namespace PersonalizedAgent.Tests.Datasets.Shop;

/// <summary>The shop of seed 42 with 2,000 users, generated once and read back with a split at the commas.</summary>
public sealed class ShopFixture : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("shop-tests-");

    public ShopFixture()
    {
        ShopGenerator.Write(Folder, 2000, 42);
        Users = Read("users", f => new UserRow(Int(f[0]), Int(f[1]), f[2], Day(f[3]), Int(f[4]), Int(f[5]), CustomerKinds.All.Single(k => k.DisplayName() == f[6]), Day(f[7]), f[8], Int(f[9])));
        Items = Read("items", f => new ItemRow(Int(f[0]), f[1], f[2], Amount(f[3])));
        Orders = Read("orders", f => new OrderRow(Int(f[0]), Int(f[1]), Int(f[2]), Time(f[3]), Int(f[4]), Amount(f[5])));
        Contacts = Read("contacts", f => new ContactRow(Int(f[0]), Int(f[1]), AgentActions.All.Single(a => a.WireName() == f[2]), Time(f[3]), f[4], f[5] == "1"));
        UsersById = Users.ToDictionary(u => u.Id);
        OrdersByUser = Orders.ToLookup(o => o.UserId);
        ContactsByUser = Contacts.ToLookup(c => c.UserId);
    }

    public static IReadOnlyList<string> FileNames { get; } = ["users.csv", "items.csv", "orders.csv", "contacts.csv"];

    public string Folder => _directory.FullName;

    internal IReadOnlyList<UserRow> Users { get; }

    internal IReadOnlyList<ItemRow> Items { get; }

    internal IReadOnlyList<OrderRow> Orders { get; }

    internal IReadOnlyList<ContactRow> Contacts { get; }

    internal IReadOnlyDictionary<int, UserRow> UsersById { get; }

    internal ILookup<int, OrderRow> OrdersByUser { get; }

    internal ILookup<int, ContactRow> ContactsByUser { get; }

    /// <summary>The folder with the solution, above the one the tests run in.</summary>
    public static string RepositoryRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "PersonalizedAgent.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
            return folder.FullName;
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>The day of a user's last order before a day.</summary>
    internal DateOnly? LastOrder(int userId, DateOnly before) => OrdersByUser[userId].Select(o => (DateOnly?)o.Day).LastOrDefault(day => day < before);

    private List<T> Read<T>(string name, Func<string[], T> row) => [.. File.ReadLines(Path.Combine(Folder, name + ".csv")).Skip(1).Select(line => row(line.Split(',')))];

    private static int Int(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static decimal Amount(string text) => decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTime Time(string text) => DateTime.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}

internal sealed record UserRow(int Id, int Age, string Gender, DateOnly LastActive, int Interactions, int Purchases, CustomerKind Kind, DateOnly Joined, string Country, int NewsletterOpens);

internal sealed record ItemRow(int Id, string Name, string Category, decimal Price);

internal sealed record OrderRow(int Id, int UserId, int ItemId, DateTime At, int Quantity, decimal Amount)
{
    public DateOnly Day => DateOnly.FromDateTime(At);
}

internal sealed record ContactRow(int Id, int UserId, AgentAction Action, DateTime At, string Propensity, bool Responded)
{
    public DateOnly Day => DateOnly.FromDateTime(At);
}
