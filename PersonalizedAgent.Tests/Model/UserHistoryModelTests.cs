using System.Globalization;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Model;

public sealed class UserHistoryModelTests
{
    private const string OrdersHead = "order_id,user_id,item_id,at,quantity,amount\n";
    private const string ContactsHead = "contact_id,user_id,action,at,propensity,responded\n";
    private const string Items = "item_id,name,category,price\n1,Tea,Drinks,2\n2,Bread,Food,1\n3,Rolls,Food,1\n";

    private static UserHistoryModel? Of(string? orders = null, string? contacts = null, string? items = null)
    {
        using var folder = new TempDataset(
            ("users.csv", "user_id\n7\n8\n"),
            ("orders.csv", orders is null ? null : OrdersHead + orders),
            ("contacts.csv", contacts is null ? null : ContactsHead + contacts),
            ("items.csv", items));
        return UserHistoryModel.Of(folder.Read(Sample.Today), 0, Sample.Today);
    }

    [Fact]
    public void Of_NeitherOrdersNorContacts_IsNone() => Assert.Null(Of());

    [Fact]
    public void Of_UserWithoutAny_IsEmptyAndSaysSo()
    {
        var history = Of("1,8,,2025-08-01,1,2\n")!;

        Assert.Empty(history.Bars);
        Assert.Empty(history.Contacts);
        Assert.Empty(history.Bought);
        Assert.Empty(history.Events);
        Assert.Equal("No orders and no contacts so far.", history.Summary);
        Assert.Equal((Sample.Today.AddDays(-60), Sample.Today), (history.From, history.To));
    }

    [Fact]
    public void Of_Orders_AreBarsByDay_AndTheGreatestIsOne()
    {
        var history = Of("1,7,,2025-08-13T09:00:00,1,100\n2,7,,2025-08-01T08:00:00,1,10\n3,7,,2025-08-01T23:00:00,1,15\n4,8,,2025-08-02,1,999\n")!;

        Assert.Equal([(new DateOnly(2025, 8, 1), 1, 2, 25.0, 0.5), (new DateOnly(2025, 8, 13), 1, 1, 100.0, 1.0)], history.Bars.Select(bar => (bar.First, bar.Days, bar.Count, bar.Amount!.Value, bar.Height)));
        Assert.Equal(60.0 / 61, history.Bars[1].Start, 9);
        Assert.Equal("3 orders, 125.00 in all, the last today.", history.Summary);
    }

    [Fact]
    public void Of_OrdersWithoutAmounts_AreAsHighAsTheyAreMany()
    {
        var history = Of("1,7,,2025-08-12,,\n2,7,,2025-08-01,,\n3,7,,2025-08-12,,\n4,7,,2025-08-12,,\n5,7,,2025-08-12,,\n")!;

        Assert.Equal([(1, 0.5), (4, 1.0)], history.Bars.Select(bar => (bar.Count, bar.Height)));
        Assert.All(history.Bars, bar => Assert.Null(bar.Amount));
        Assert.Equal("5 orders, the last yesterday.", history.Summary);
    }

    [Fact]
    public void Of_GoodsGivenBack_HaveNoHeightBelowZero()
    {
        var history = Of("1,7,,2025-08-10,1,20\n2,7,,2025-08-11,-1,-20\n")!;

        Assert.Equal([1.0, 0.0], history.Bars.Select(bar => bar.Height));
        Assert.Equal("2 orders, 0.00 in all, the last 2 days ago.", history.Summary);
    }

    [Fact]
    public void Of_OnlyGivenBack_HasNoHeight() => Assert.Equal([0.0], Of("1,7,,2025-08-11,-1,-20\n")!.Bars.Select(bar => bar.Height));

    [Theory]
    [InlineData("2025-06-01")]
    [InlineData("2025-01-01")]
    [InlineData("2020-02-29")]
    [InlineData("2001-01-01")]
    public void Of_LongHistory_HasAtMost120BarsInside_AndFewMarks(string first)
    {
        var from = DateOnly.Parse(first, CultureInfo.InvariantCulture);
        var days = Sample.Today.DayNumber - from.DayNumber;

        var history = Of(string.Concat(Enumerable.Range(0, days + 1).Select(day => $"{day},7,,{from.AddDays(day):yyyy-MM-dd},1,{day % 9}\n")))!;

        Assert.InRange(history.Bars.Count, 1, 120);
        Assert.Equal(days + 1, history.Bars.Sum(bar => bar.Count));
        Assert.All(history.Bars, bar => Assert.InRange(bar.Height, 0, 1));
        Assert.All(history.Bars, bar => Assert.InRange(bar.Start, 0, 1));
        Assert.Equal(history.Bars.Select(bar => bar.Start).Order(), history.Bars.Select(bar => bar.Start));
        Assert.InRange(history.Months.Count, 1, 9);
        Assert.All(history.Months, mark => Assert.InRange(mark.Place, 0, 1));
        Assert.Equal(Math.Min(200, days + 1), history.Events.Count);
        Assert.Equal(Sample.Today, DateOnly.FromDateTime(history.Events[0].At));
    }

    [Fact]
    public void Of_Items_AreSharesByCategory()
    {
        var history = Of("1,7,1,2025-08-01,1,2\n2,7,2,2025-08-02,1,1\n3,7,3,2025-08-03,1,1\n4,7,99,2025-08-03,1,1\n", items: Items)!;

        Assert.Equal([("Food", 2, 1.0), ("Drinks", 1, 0.5), ("No category", 1, 0.5)], history.Bought.Select(share => (share.Name, share.Count, share.Share)));
        Assert.Equal(["99", "Bread", "Rolls", "Tea"], history.Events.Select(happened => happened.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_ItemsWithoutCategories_AreSharesByItem()
    {
        var history = Of("1,7,A,2025-08-01,1,2\n2,7,B,2025-08-02,1,1\n3,7,B,2025-08-03,3,1\n")!;

        Assert.Equal([("B", 2), ("A", 1)], history.Bought.Select(share => (share.Name, share.Count)));
        Assert.Equal(["B × 3", "B", "A"], history.Events.Select(happened => happened.Text));
    }

    [Theory]
    [InlineData(6, new[] { "A", "B", "C", "D", "E", "F" })]
    [InlineData(7, new[] { "A", "B", "C", "D", "E", "2 others" })]
    [InlineData(10, new[] { "A", "B", "C", "D", "E", "5 others" })]
    public void Of_MoreThanSixItems_TheRestAreOthers(int items, string[] expected)
    {
        var history = Of(string.Concat(Enumerable.Range(0, items).Select(item => $"{item},7,{(char)('A' + item)},2025-08-01,1,2\n")))!;

        Assert.Equal(expected, history.Bought.Select(share => share.Name));
        Assert.All(history.Bought, share => Assert.InRange(share.Share, 0, 1));
        Assert.Equal(items, history.Bought.Sum(share => share.Count));
    }

    [Fact]
    public void Of_OnlyContacts_StandOnTheLineAndAreListed()
    {
        var history = Of(contacts: "1,7,send_message,2025-08-12,0.5,0\n2,7,offer_discount,2025-08-01,0.5,1\n")!;

        Assert.Empty(history.Bars);
        Assert.Equal([(new DateOnly(2025, 8, 1), true), (new DateOnly(2025, 8, 12), false)], history.Contacts.Select(contact => (contact.Last, contact.Responded)));
        Assert.True(history.Contacts[0].Place < history.Contacts[1].Place);
        Assert.Equal([false, true], history.Events.Select(happened => happened.Contact!.Value.Responded));
        Assert.Equal("No orders; 2 contacts, 1 with a response.", history.Summary);
    }

    [Fact]
    public void Of_OrdersAndContacts_AreOneListNewestFirst()
    {
        var history = Of("1,7,,2025-08-05,2,12.5\n2,7,,2025-08-01,1,\n", "1,7,send_message,2025-08-03,0.5,1\n")!;

        Assert.Equal(["Order 1 × 2", null, "Order 2"], history.Events.Select(happened => happened.Text));
        Assert.Equal([12.5, null, null], history.Events.Select(happened => happened.Amount));
        Assert.Equal("2 orders, 12.50 in all, the last 8 days ago; 1 contact, 1 with a response.", history.Summary);
    }

    [Fact]
    public void Of_OrderAfterToday_IsInsideTheLine_AndSaidSo()
    {
        using var folder = new TempDataset(("users.csv", "user_id\n7\n"), ("orders.csv", OrdersHead + "1,7,,2025-08-13,1,2\n"));
        var today = Sample.Today.AddDays(-10);

        var history = UserHistoryModel.Of(folder.Read(Sample.Today), 0, today)!;

        Assert.Equal(Sample.Today, history.To);
        Assert.InRange(Assert.Single(history.Bars).Start, 0, 1);
        Assert.Equal("1 order, 2.00 in all, the last after today.", history.Summary);
    }

    [Fact]
    public void Of_ContactsEachDayForYears_AreAtMost120Marks()
    {
        var first = new DateOnly(2020, 1, 1);
        var days = Sample.Today.DayNumber - first.DayNumber + 1;

        var history = Of(contacts: string.Concat(Enumerable.Range(0, days).Select(day => $"{day},7,{(day % 2 == 0 ? "send_message" : "offer_discount")},{first.AddDays(day):yyyy-MM-dd},0.5,{(day == 3 ? 1 : 0)}\n")))!;

        Assert.InRange(history.Contacts.Count, 60, 120);
        Assert.True(history.Contacts[0].Responded);
        Assert.Single(history.Contacts, contact => contact.Responded);
        Assert.All(history.Contacts, contact => Assert.InRange(contact.Place, 0, 1));
        Assert.Equal(history.Contacts.Select(contact => contact.Place).Order(), history.Contacts.Select(contact => contact.Place));
    }
}
