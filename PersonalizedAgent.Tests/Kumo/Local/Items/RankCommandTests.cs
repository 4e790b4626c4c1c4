using System.Globalization;
using System.Text;
using System.Text.Json;
using PersonalizedAgent.Benchmarks;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Local.Items;

public sealed class RankCommandTests
{
    private const string Header = "order_id,user_id,item_id,at\n";

    [Fact]
    public void Run_Groups_PrintsATableAndWritesJson()
    {
        // 96 items in twelve groups: who knows the group need guess among three.
        using var files = Folder(Purchases.InGroups(240, 12, 8, 6));
        var jsonFile = Path.Combine(files.Folder, "rank.json");

        var (code, output, errors) = Run(files.Folder, 5, jsonFile);

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("240 users, 96 items, 1,440 interactions", output, StringComparison.Ordinal);
        Assert.Contains("EASE", output, StringComparison.Ordinal);
        Assert.Contains("most popular", output, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(jsonFile));
        double Figure(string name) => json.RootElement.GetProperty(name).GetDouble();
        Assert.Equal((240, 96, 1440), (Figure("users"), Figure("items"), Figure("interactions")));
        Assert.Equal(1, Figure("hit_rate_at_10"));
        Assert.InRange(Figure("ndcg_at_10"), 0.6, 1);
        Assert.InRange(Figure("hit_rate_at_10_low"), 0.98, 0.99);
        Assert.InRange(Figure("most_popular_hit_rate_at_10"), 0, 0.3);
        Assert.InRange(Figure("most_popular_ndcg_at_10"), 0, 0.3);
        Assert.Equal("EASE", json.RootElement.GetProperty("method").GetString());
        Assert.True(Figure("lambda") > 0 && Figure("fit_seconds") >= 0);
        Assert.True(json.RootElement.TryGetProperty("tau_days", out _));
    }

    [Theory]
    [InlineData(21, 1)]
    [InlineData(22, 0)]
    public void Run_Ties_TakeTheMiddleOfTheirRanks(int users, double expectedHitRate)
    {
        // In a ring each user's last item is the next one's first: all items but the user's own were bought once, and too few users for a model.
        using var files = Folder([.. Enumerable.Range(0, users).Select(user => new[] { user, (user + 1) % users })]);
        var jsonFile = Path.Combine(files.Folder, "rank.json");

        Assert.Equal(0, Run(files.Folder, 2, jsonFile).Code);

        using var json = JsonDocument.Parse(File.ReadAllText(jsonFile));
        Assert.Equal("popularity", json.RootElement.GetProperty("method").GetString());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (json.RootElement.GetProperty("lambda").ValueKind, json.RootElement.GetProperty("tau_days").ValueKind));
        Assert.Equal(expectedHitRate, json.RootElement.GetProperty("hit_rate_at_10").GetDouble());
        Assert.Equal(expectedHitRate / Math.Log2((users - 2) / 2.0 + 2), json.RootElement.GetProperty("ndcg_at_10").GetDouble(), 1e-12);
    }

    [Fact]
    public void Of_RepeatedItems_KeepsFirstPurchasesOfUsersWithEnough()
    {
        // The first user's last new item is c, though a was bought again after it; the second user has too few.
        using var files = new TempDataset(("users.csv", FolderFiles.Users), ("orders.csv", Header + "1,1,a,2025-08-01\n2,1,b,2025-08-02\n3,1,c,2025-08-03\n4,1,a,2025-08-04\n5,2,d,2025-08-01\n6,2,d,2025-08-02\n7,2,a,2025-08-03\n"));

        var split = NextItemSplit.Of(files.Read(new DateOnly(2025, 9, 1)), 3);

        Assert.Equal((1, 3, 3), (split.UserCount, split.ItemCount, split.Interactions));
        Assert.Equal([0, 1], split.Histories.Of(0).Items);
        Assert.Equal([1, 1], split.Histories.Of(0).Days);
        Assert.Equal(split.Histories.Of(0).FirstBought, split.Histories.Of(0).LastBought);
        Assert.Equal([2], split.Targets);
    }

    [Theory]
    [InlineData("order_id,user_id,at\n1,1,2025-08-01\n", "The orders name no items.")]
    [InlineData(Header, "There are no orders to rank items by.")]
    [InlineData(Header + "1,1,a,2025-08-01\n2,1,a,2025-08-02\n", "Nobody bought 5 different items or more.")]
    public void Run_NothingToRank_SaysWhyAndReturnsTwo(string orders, string expected)
    {
        using var files = new TempDataset(("users.csv", FolderFiles.Users), ("orders.csv", orders));

        Assert.Equal((2, "", expected), Run(files.Folder));
    }

    [Fact]
    public void Run_NoSuchFolder_SaysWhyAndReturnsTwo()
    {
        var (code, output, errors) = Run(Path.Combine(Path.GetTempPath(), "there-is-no-such-folder"));

        Assert.Equal((2, ""), (code, output));
        Assert.DoesNotContain('\n', errors);
        Assert.NotEqual("", errors);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Run_TooFewItems_IsAUsageError(int minItems) => Assert.Throws<UsageException>(() => Run("data", minItems));

    private static (int Code, string Output, string Errors) Run(string folder, int minItems = 5, string? jsonFile = null)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = RankCommand.Run(folder, minItems, jsonFile, TimeProvider.System, output, errors);
        return (code, output.ToString(), errors.ToString().TrimEnd());
    }

    /// <summary>A folder with an order for each item, one a day.</summary>
    private static TempDataset Folder(int[][] users)
    {
        var ids = new StringBuilder("user_id\n");
        var orders = new StringBuilder(Header);
        for (var user = 0; user < users.Length; user++)
        {
            ids.Append(CultureInfo.InvariantCulture, $"{user}\n");
            for (var day = 0; day < users[user].Length; day++)
                orders.Append(CultureInfo.InvariantCulture, $"{user}-{day},{user},i{users[user][day]},{new DateOnly(2025, 1, 1).AddDays(day):yyyy-MM-dd}\n");
        }

        return new(("users.csv", ids.ToString()), ("orders.csv", orders.ToString()));
    }
}
