using System.Globalization;
using System.Text;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Tests.Datasets.Shop;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo;

/// <summary>A dataset as lists that a test can change; it is read by way of files, as any other.</summary>
internal sealed class World
{
    /// <summary>The first day of what is made up.</summary>
    public static readonly DateTime Start = new(2025, 1, 1);

    /// <summary>The day on which files are read; nothing made up lies after it.</summary>
    private static readonly DateOnly ReadOn = new(2026, 1, 1);

    public string UserHeader { get; set; } = "user_id";

    public List<string> Users { get; } = [];

    public List<Line> Orders { get; private init; } = [];

    public List<Told> Contacts { get; private init; } = [];

    public string? Items { get; set; }

    public bool HasAmounts { get; init; } = true;

    /// <summary>Users of two sorts: those of even numbers buy about every ten days and like messages, the others buy seldom and like discounts.</summary>
    public static World MadeUp(int seed, int users = 60, int days = 200)
    {
        var random = new Random(seed);
        var world = new World
        {
            UserHeader = "user_id,age,last_active,interactions,purchases,city,joined,balance",
            Items = "item_id,name,category\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"i{i},Item {i},Kind {i % 4}\n")),
        };
        for (var user = 0; user < users; user++)
        {
            var often = user % 2 == 0;
            world.Users.Add(string.Create(CultureInfo.InvariantCulture, $"{user},{random.Next(18, 80)},2025-0{random.Next(1, 9)}-11,{random.Next(50)},{random.Next(50)},{(random.Next(3) == 0 ? "Ulm" : "Bonn")},2025-0{random.Next(1, 9)}-05,{random.Next(-50, 50)}"));
            for (var day = random.NextDouble() * 40; day < days; day += -Math.Log(1 - random.NextDouble()) * (often ? 10 : 70))
                world.Orders.Add(new(user, Start.AddSeconds((long)(day * 86_400)), $"i{(random.Next(4) + user) % 12}", Math.Round(random.NextDouble() * 40, 2)));
            for (var day = random.Next(15); day < days; day += random.Next(5, 25))
            {
                var action = AgentActions.All[random.Next(3)];
                var chance = action == AgentAction.SendMessage == often ? 0.6 : 0.2;
                world.Contacts.Add(new(user, Start.AddDays(day).AddSeconds(random.Next(86_400)), action, random.NextDouble() < chance));
            }
        }

        return world;
    }

    /// <summary>The same, to be changed on its own.</summary>
    public World Copy()
    {
        var copy = new World { UserHeader = UserHeader, Items = Items, HasAmounts = HasAmounts, Orders = [.. Orders], Contacts = [.. Contacts] };
        copy.Users.AddRange(Users);
        return copy;
    }

    public Dataset Read()
    {
        using var folder = Write();
        return folder.Read(ReadOn);
    }

    /// <summary>Writes the files.</summary>
    public TempDataset Write()
    {
        var orders = new StringBuilder(HasAmounts ? "user_id,at,item_id,amount\n" : "user_id,at\n");
        foreach (var line in Orders)
        {
            orders.Append(CultureInfo.InvariantCulture, $"{line.User},{line.At:s}");
            orders.Append(HasAmounts ? string.Create(CultureInfo.InvariantCulture, $",{line.Item},{line.Amount:R}\n") : "\n");
        }

        var contacts = new StringBuilder("user_id,action,at,responded\n");
        foreach (var told in Contacts)
            contacts.Append(CultureInfo.InvariantCulture, $"{told.User},{told.Action.WireName()},{told.At:s},{(told.Responded ? 1 : 0)}\n");
        return new TempDataset(
            ("users.csv", $"{UserHeader}\n{string.Join('\n', Users)}\n"), ("items.csv", Items),
            ("orders.csv", Orders.Count > 0 ? orders.ToString() : null), ("contacts.csv", Contacts.Count > 0 ? contacts.ToString() : null));
    }

    /// <summary>The demo shop as it comes with the program.</summary>
    public static Dataset ReadShop()
    {
        var files = ShopFixture.FileNames.Select(name => (name, (string?)File.ReadAllText(Path.Combine(ShopFixture.RepositoryRoot, "data", "shop", name)))).ToArray();
        using var folder = new TempDataset(files);
        return folder.Read(Sample.Today, AsOfRule.LastEvent);
    }

    /// <summary>A time as the data keeps it.</summary>
    public static int Moment(DateTime time) => Moments.FromDateTime(time);

    public static DateTimeOffset AsOf(DateTime time) => new(time, TimeSpan.Zero);

    /// <summary>A line of an order.</summary>
    public sealed record Line(int User, DateTime At, string Item, double? Amount);

    /// <summary>A contact.</summary>
    public sealed record Told(int User, DateTime At, AgentAction Action, bool Responded);
}
