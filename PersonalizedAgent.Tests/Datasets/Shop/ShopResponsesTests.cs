using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets.Shop;

namespace PersonalizedAgent.Tests.Datasets.Shop;

public sealed class ShopResponsesTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    // A plain Tuesday: no payday, no gift season.
    private static readonly DateOnly Plain = new(2025, 5, 20);

    [Fact]
    public void Probability_IsAsDocumented()
    {
        // The rows of the first table under the heading: kind, then one number for each action.
        var rows = File.ReadLines(Path.Combine(ShopFixture.RepositoryRoot, "data", "README.md"))
            .SkipWhile(line => line != "Base:").SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();

        Assert.Equal(CustomerKinds.All.Select(k => k.DisplayName()), rows.Select(row => row[0]));
        foreach (var kind in CustomerKinds.All)
            Assert.Equal(AgentActions.All.Select(a => ShopResponses.Probability(kind, a, Plain, Plain.AddDays(-8))), rows[(int)kind][1..].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(CustomerKind.LoyalRegular, "2025-05-20", 7, 0.14 * 0.7, 0.44 * 0.7, 0.30 * 1.3)]
    [InlineData(CustomerKind.LoyalRegular, "2025-05-20", 0, 0.14 * 0.7, 0.44 * 0.7, 0.30 * 1.3)]
    [InlineData(CustomerKind.LoyalRegular, "2025-05-20", 30, 0.14, 0.44, 0.30)]
    [InlineData(CustomerKind.LoyalRegular, "2025-05-20", 31, 0.14 * 1.2, 0.44 * 0.8, 0.30 * 0.9)]
    [InlineData(CustomerKind.Lapsing, "2025-05-20", 90, 0.30 * 1.2, 0.12 * 0.8, 0.16 * 0.9)]
    [InlineData(CustomerKind.Lapsing, "2025-05-20", 91, 0.30 * 1.3, 0.12 * 0.7, 0.16 * 0.8)]
    [InlineData(CustomerKind.WindowShopper, "2025-05-20", null, 0.16 * 1.8, 0.36 * 0.6, 0.10)]
    [InlineData(CustomerKind.WindowShopper, "2025-05-24", 10, 0.16, 0.36 * 1.25, 0.10 * 0.9)]
    [InlineData(CustomerKind.BargainHunter, "2025-07-29", 10, 0.45 * 1.5, 0.20, 0.12)]
    [InlineData(CustomerKind.BargainHunter, "2025-07-28", 10, 0.45, 0.20, 0.12)]
    [InlineData(CustomerKind.BargainHunter, "2025-07-02", null, 0.95, 0.20 * 0.6, 0.12)]
    [InlineData(CustomerKind.SeasonalGiftBuyer, "2024-12-23", 10, 0.07 * 2, 0.22 * 2.5, 0.24)]
    [InlineData(CustomerKind.SeasonalGiftBuyer, "2024-12-24", 10, 0.07, 0.22, 0.24)]
    [InlineData(CustomerKind.Newcomer, "2024-12-23", 10, 0.15, 0.24, 0.45)]
    public void Probability_MultipliesTheFactors(CustomerKind kind, string day, int? daysSinceOrder, double discount, double product, double message)
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        DateOnly? lastOrder = daysSinceOrder is { } days ? date.AddDays(-days) : null;

        Assert.Equal(discount, ShopResponses.Probability(kind, AgentAction.OfferDiscount, date, lastOrder), 1e-9);
        Assert.Equal(product, ShopResponses.Probability(kind, AgentAction.RecommendProduct, date, lastOrder), 1e-9);
        Assert.Equal(message, ShopResponses.Probability(kind, AgentAction.SendMessage, date, lastOrder), 1e-9);
    }

    [Fact]
    public void Probability_OfWhatDoesNotExist_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ShopResponses.Probability((CustomerKind)6, AgentAction.OfferDiscount, Plain, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShopResponses.Probability(CustomerKind.Lapsing, (AgentAction)3, Plain, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => ShopResponses.Probability(CustomerKind.Lapsing, AgentAction.OfferDiscount, Plain, Plain.AddDays(1)));
    }

    [Fact]
    public void BestAction_Today_IsEachActionForManyUsers_AndPays()
    {
        var today = ShopCalendar.Today;
        var users = shop.Users.Select(u => (u.Kind, LastOrder: shop.LastOrder(u.Id, today))).ToList();
        var best = users.ConvertAll(u => ShopResponses.BestAction(u.Kind, today, u.LastOrder));
        var probabilities = users.ConvertAll(u => AgentActions.All.Select(a => ShopResponses.Probability(u.Kind, a, today, u.LastOrder)).ToList());

        Assert.All(AgentActions.All, action => Assert.InRange(best.Count(b => b == action) / 2000.0, 0.15, 0.6));
        Assert.Equal(probabilities.Select(p => p.Max()), probabilities.Zip(best, (p, b) => p[(int)b]));
        Assert.True(probabilities.Average(p => p.Max()) > 2 * probabilities.Average(p => p.Min()));
        Assert.True(probabilities.Average(p => p.Max()) > 1.3 * probabilities.Average(p => p.Average()));
    }

    [Fact]
    public void Contacts_ActionsAreAFairDie()
    {
        Assert.All(shop.Contacts, c => Assert.Equal("0.333333", c.Propensity));
        var n = shop.Contacts.Count;
        var error = Math.Sqrt(n * 2 / 9.0);
        Assert.All(AgentActions.All, action => Assert.InRange(shop.Contacts.Count(c => c.Action == action), (n / 3.0) - (4 * error), (n / 3.0) + (4 * error)));
        Assert.InRange(shop.Contacts.Average(c => c.Responded ? 1.0 : 0.0), 0.15, 0.35);
    }

    [Fact]
    public void Contacts_RespondAsOftenAsTheRulesSay()
    {
        var groups = shop.Contacts.GroupBy(c => (shop.UsersById[c.UserId].Kind, c.Action)).ToList();

        Assert.Equal(18, groups.Count);
        Assert.All(groups, group =>
        {
            var probabilities = group.Select(c => ShopResponses.Probability(group.Key.Kind, c.Action, c.Day, shop.LastOrder(c.UserId, c.Day))).ToList();
            var error = Math.Sqrt(probabilities.Sum(p => p * (1 - p)));
            Assert.InRange(group.Count(c => c.Responded), probabilities.Sum() - (3.5 * error), probabilities.Sum() + (3.5 * error));
        });
    }
}
