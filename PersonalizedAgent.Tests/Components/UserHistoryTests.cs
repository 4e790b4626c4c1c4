using Bunit;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Users;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Components;

public sealed class UserHistoryTests : ComponentTest
{
    private IRenderedComponent<UserHistory> RenderHistory(string orders, string contacts)
    {
        using var folder = new TempDataset(
            ("users.csv", "user_id\n7\n"),
            ("items.csv", "item_id,name,category\n1,Tea & <b>cake</b>,Drinks\n"),
            ("orders.csv", "order_id,user_id,item_id,at,quantity,amount\n" + orders),
            ("contacts.csv", "user_id,action,at,responded\n" + contacts));
        var dataset = folder.Read(Sample.Today);
        return Render<UserHistory>(parameters => parameters.Add(history => history.History, UserHistoryModel.Of(dataset, 0, Sample.Today)!));
    }

    [Fact]
    public void Render_OrdersAndContacts_InWordsAndPicture()
    {
        var history = RenderHistory("1,7,1,2025-08-12,2,1234.5\n2,7,1,2025-08-10,1,3\n", "7,send_message,2025-08-01,1\n7,offer_discount,2025-08-11,0\n");

        Assert.Equal("User 7 so far", history.Find("h2").TextContent);
        Assert.Equal("2 orders, 1,237.50 in all, the last yesterday; 2 contacts, 1 with a response.", history.Find("[data-testid=history-summary]").TextContent);
        Assert.Equal(["12 Aug 2025: 1 order, 1,234.50", "10 Aug 2025: 1 order, 3.00"], history.FindAll(".timeline-order title").Select(title => title.TextContent).Order().Reverse());
        Assert.Equal(["1 Aug 2025: Send message, responded", "11 Aug 2025: Offer discount, no response"], history.FindAll(".timeline-contact title").Select(title => title.TextContent));
        Assert.Equal(["12 Aug 25", "11 Aug 25", "10 Aug 25", "1 Aug 25"], history.FindAll("[data-testid=events] time").Select(time => time.TextContent));
        Assert.Equal(["1,234.50", "no response", "3.00", "responded"], history.FindAll(".event-side").Select(side => side.TextContent));
        Assert.Equal("Tea & <b>cake</b> × 2", history.Find(".event-text").TextContent);
        Assert.Equal("Drinks", history.Find("[data-testid=bought] dt").TextContent);
        Assert.Contains("Orders and contacts from 14 Jun 2025 to 13 Aug 2025.", history.Find("svg").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Nothing_SaysSo()
    {
        using var folder = new TempDataset(("users.csv", "user_id\n7\n8\n"), ("orders.csv", "user_id,at\n8,2025-08-01\n"));

        var history = Render<UserHistory>(parameters => parameters.Add(h => h.History, UserHistoryModel.Of(folder.Read(Sample.Today), 0, Sample.Today)!));

        Assert.Equal("No orders and no contacts so far.", history.Find("[data-testid=history-summary]").TextContent);
        Assert.Empty(history.FindAll(".timeline-order"));
        Assert.Empty(history.FindAll("[data-testid=bought]"));
    }

    [Fact]
    public void Render_LinesOfOneOrder_AreOneOrder()
    {
        var history = RenderHistory("1,7,1,2025-08-12,2,10\n1,7,1,2025-08-12,1,5\n2,7,1,2025-08-10,1,3\n", "");

        Assert.Equal("2 orders in 3 lines, 18.00 in all, the last yesterday.", history.Find("[data-testid=history-summary]").TextContent);
        Assert.Equal(["10 Aug 2025: 1 order, 3.00", "12 Aug 2025: 1 order in 2 lines, 15.00"], history.FindAll(".timeline-order title").Select(title => title.TextContent));
    }

    [Fact]
    public void Render_ContactsOfOneDay_AreOneMark()
    {
        var history = RenderHistory("", "7,send_message,2025-08-01T08:00:00,1\n7,offer_discount,2025-08-01T09:00:00,0\n7,recommend_product,2025-08-01T10:00:00,0\n");

        Assert.Equal("1 Aug 2025: 3 contacts, 1 with a response; the last: Recommend product", Assert.Single(history.FindAll(".timeline-contact title")).TextContent);
        Assert.Contains("has-response", history.Find(".timeline-contact").ClassList);
        Assert.Contains("is-product", history.Find(".timeline-contact").ClassName, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(1201, "Newest 200 of 1,202")]
    public void Render_MoreEventsThanListed_SaysSo(int orders, string? expected)
    {
        var history = RenderHistory(string.Concat(Enumerable.Range(1, orders).Select(id => $"{id},7,1,2025-08-12,2,10\n")), expected is null ? "" : "7,send_message,2025-08-01,1\n");

        Assert.Equal(200, history.FindAll("[data-testid=events] time").Count);
        Assert.Equal(expected, history.FindAll("[data-testid=events-rest]").SingleOrDefault()?.TextContent);
    }
}
