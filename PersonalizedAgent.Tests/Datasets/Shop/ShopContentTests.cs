using PersonalizedAgent.Core.Datasets.Shop;

namespace PersonalizedAgent.Tests.Datasets.Shop;

public sealed class ShopContentTests(ShopFixture shop) : IClassFixture<ShopFixture>
{
    [Fact]
    public void Users_AreNumberedFromOneThenFromOneThousandOne() =>
        Assert.Equal(Enumerable.Range(1, 4).Concat(Enumerable.Range(1001, 1996)), shop.Users.Select(u => u.Id));

    [Fact]
    public void Users_AgreeWithTheirOrdersAndContacts() => Assert.All(shop.Users, user =>
    {
        var orders = shop.OrdersByUser[user.Id].ToList();
        var contacts = shop.ContactsByUser[user.Id].ToList();
        var responses = contacts.Where(c => c.Responded).ToList();
        Assert.Equal(orders.Count, user.Purchases);
        Assert.All(orders, o => Assert.InRange(o.Day, user.Joined, user.LastActive));
        Assert.All(contacts, c => Assert.True(c.Day >= user.Joined));
        Assert.All(responses, c => Assert.True(c.Day <= user.LastActive));
        Assert.True(user.Interactions >= orders.Count + responses.Count);
        Assert.InRange(user.LastActive, user.Joined, ShopCalendar.LastDay);
    });

    [Fact]
    public void Users_TheFour_HaveTheirOrders()
    {
        Assert.Equal([2, 1, 5, 0], Enumerable.Range(1, 4).Select(id => shop.OrdersByUser[id].Count()));
        Assert.All(shop.Users.Take(3), user => Assert.Equal(user.LastActive, shop.OrdersByUser[user.Id].Last().Day));
    }

    [Fact]
    public void Users_EveryKind_IsMet()
    {
        Assert.All(CustomerKinds.All, kind => Assert.InRange(shop.Users.Count(u => u.Kind == kind) / 2000.0, 0.08, 0.3));
        Assert.Equal(5, shop.Users.Select(u => u.Country).Distinct().Count());
    }

    [Fact]
    public void Items_AreTwoHundredInEightCategories()
    {
        Assert.Equal(Enumerable.Range(1, 200), shop.Items.Select(i => i.Id));
        Assert.Equal(200, shop.Items.Select(i => i.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(shop.Items, i => Assert.InRange(i.Price, 1, 200));
        var shelves = shop.Items.CountBy(i => i.Category).ToList();
        Assert.Equal(8, shelves.Count);
        Assert.All(shelves, shelf => Assert.Equal(25, shelf.Value));
        Assert.Equal(ShopCatalogue.Items.Select(i => (i.Id, i.Name, i.Category.ToString(), i.Price)), shop.Items.Select(i => (i.Id, i.Name, i.Category, i.Price)));
    }

    [Fact]
    public void Orders_StandInTheOrderOfTime_WithinTheYear()
    {
        Assert.InRange(shop.Orders.Count / 2000.0, 9.5, 10.5);
        AssertInOrder(shop.Orders.Select(o => (o.Id, o.UserId, o.At)));
    }

    [Fact]
    public void Contacts_StandInTheOrderOfTime_WithinTheYear()
    {
        Assert.InRange(shop.Contacts.Count / 2000.0, 5.5, 6.5);
        AssertInOrder(shop.Contacts.Select(c => (c.Id, c.UserId, c.At)));
    }

    [Fact]
    public void Orders_AreThePriceTimesTheQuantity_LessADiscountInBargainDays() => Assert.All(shop.Orders, order =>
    {
        var full = shop.Items[order.ItemId - 1].Price * order.Quantity;
        var isHunter = shop.UsersById[order.UserId].Kind == CustomerKind.BargainHunter;
        var isSale = ShopCalendar.IsSale(order.Day);
        var (least, most) = isHunter && (isSale || ShopCalendar.IsPayday(order.Day)) ? (0.60m, 0.85m) : isSale ? (0.80m, 0.80m) : (1m, 1m);
        Assert.InRange(order.Amount, (full * least) - 0.01m, (full * most) + 0.01m);
        Assert.InRange(order.Quantity, 1, 3);
    });

    [Fact]
    public void Orders_OfABasket_AreDifferentThings() =>
        Assert.All(shop.Orders.GroupBy(o => (o.UserId, o.At)), basket => Assert.Equal(basket.Count(), basket.DistinctBy(o => o.ItemId).Count()));

    [Fact]
    public void Orders_TellTheKindsApart() => Assert.All(shop.Users, user =>
    {
        var days = shop.OrdersByUser[user.Id].Select(o => o.Day).Distinct().ToList();
        var silent = days.Count == 0 ? 365 : ShopCalendar.Today.DayNumber - days[^1].DayNumber;
        switch (user.Kind)
        {
            case CustomerKind.LoyalRegular:
                Assert.InRange(days.Count, 6, 30);
                Assert.InRange(silent, 1, 50);
                break;
            case CustomerKind.Lapsing:
                Assert.InRange(silent, 50, 250);
                break;
            case CustomerKind.Newcomer:
                Assert.InRange(ShopCalendar.Today.DayNumber - user.Joined.DayNumber, 1, 60);
                break;
            case CustomerKind.WindowShopper:
                Assert.InRange(days.Count, 0, 5);
                break;
            case CustomerKind.SeasonalGiftBuyer:
                Assert.All(days, day => Assert.True(ShopCalendar.IsGiftSeason(day)));
                break;
        }
    });

    [Fact]
    public void Orders_OfBargainHunters_ComeInBursts()
    {
        var orders = shop.Orders.Where(o => shop.UsersById[o.UserId].Kind == CustomerKind.BargainHunter).ToList();

        Assert.True(orders.Count(o => ShopCalendar.IsPayday(o.Day) || ShopCalendar.IsSale(o.Day)) > 0.9 * orders.Count);
        Assert.True(orders.Count > 2.5 * orders.DistinctBy(o => (o.UserId, o.At)).Count());
        // On every shelf they take the cheap things.
        Assert.All(shop.Items.Select(i => i.Category).Distinct(), category => Assert.True(PriceOn(category, orders) < 0.8m * PriceOn(category, shop.Orders.Except(orders))));
    }

    [Fact]
    public void Orders_FollowTheCalendar()
    {
        Assert.True(PerDay(ShopCalendar.IsWeekend) > 1.3 * PerDay(day => !ShopCalendar.IsWeekend(day)));
        Assert.True(PerDay(ShopCalendar.IsPayday) > 1.5 * PerDay(day => !ShopCalendar.IsPayday(day)));
        Assert.True(PerDay(day => day.Month == 12 && day.Day <= 20) > 1.5 * PerDay(day => day.Month is 9 or 10));
        Assert.True(shop.Orders.Count(o => o.At.Hour is >= 18 and < 22) > 10 * shop.Orders.Count(o => o.At.Hour < 6));
        Assert.True(shop.Orders.Select(o => o.At.Minute).Distinct().Count() == 60);
    }

    private decimal PriceOn(string category, IEnumerable<OrderRow> orders) =>
        orders.Select(o => shop.Items[o.ItemId - 1]).Where(i => i.Category == category).Average(i => i.Price);

    private double PerDay(Func<DateOnly, bool> isMeant) =>
        (double)shop.Orders.Count(o => isMeant(o.Day)) / Enumerable.Range(0, ShopCalendar.Days).Count(i => isMeant(ShopCalendar.FirstDay.AddDays(i)));

    private static void AssertInOrder(IEnumerable<(int Id, int UserId, DateTime At)> rows)
    {
        var all = rows.ToList();
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(r => r.Id));
        Assert.Equal(all.OrderBy(r => r.At).ThenBy(r => r.UserId), all);
        Assert.InRange(DateOnly.FromDateTime(all[0].At), ShopCalendar.FirstDay, ShopCalendar.LastDay);
        Assert.InRange(DateOnly.FromDateTime(all[^1].At), ShopCalendar.FirstDay, ShopCalendar.LastDay);
    }
}
