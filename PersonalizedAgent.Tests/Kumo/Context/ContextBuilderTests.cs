using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Context;

public sealed class ContextBuilderTests
{
    private const int Day = Moments.SecondsPerDay;
    private const int Horizon = 30 * Day;
    private static readonly DateTime Noon = new(2025, 6, 1, 12, 0, 0);
    private static readonly int Anchor = Moments.FromDateTime(Noon);

    private static string At(long seconds) => Noon.AddSeconds(seconds).ToString("s", CultureInfo.InvariantCulture);

    /// <summary>Users 1, 2, 3; orders are a user and seconds from the anchor, with an item where one is named.</summary>
    private static Dataset Ordered(params (int User, long Seconds, string Item)[] orders) =>
        FolderFiles.ReadOrders("user_id,at,item_id\n" + string.Concat(orders.Select(order => $"{order.User},{At(order.Seconds)},{order.Item}\n")));

    private static Dataset Contacted(params (int User, long Seconds, AgentAction Action, bool Responded)[] contacts) =>
        FolderFiles.ReadContacts("user_id,at,action,responded\n" + string.Concat(contacts.Select(contact => $"{contact.User},{At(contact.Seconds)},{contact.Action.WireName()},{(contact.Responded ? 1 : 0)}\n")));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Anchors_FirstOrder_MustBeKnownAtTheAnchor(int seconds, int expected)
    {
        var dataset = Ordered((2, seconds, ""), (1, 20 * Day, ""));

        var anchors = ContextBuilder.Anchors(dataset.Orders, Anchor + Horizon, 30, 6);

        Assert.Equal(Enumerable.Repeat(Anchor, expected), anchors);
    }

    [Fact]
    public void Anchors_LongHistory_StepBackByTheHorizonAsOftenAsAskedFor()
    {
        var dataset = Ordered((1, -300 * Day, ""), (1, 0, ""));

        Assert.Equal([Anchor - 30 * Day, Anchor - 60 * Day, Anchor - 90 * Day], ContextBuilder.Anchors(dataset.Orders, Anchor, 30, 3));
        Assert.Equal(10, ContextBuilder.Anchors(dataset.Orders, Anchor, 30, 60).Count);
        Assert.Empty(ContextBuilder.Anchors(dataset.Orders, Anchor, 30, 0));
    }

    [Fact]
    public void Anchors_NoOrdersOrEarliestTime_AreNone()
    {
        Assert.Empty(ContextBuilder.Anchors(Sample.FourUsers().Orders, Anchor, 30, 6));
        Assert.Empty(ContextBuilder.Anchors(Ordered((1, 0, "")).Orders, Moments.Min, 365, 6));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(Horizon - 1, true)]
    [InlineData(Horizon, true)]
    [InlineData(Horizon + 1, false)]
    public void Engagement_LaterOrder_IsALabelAfterTheAnchorUpToTheHorizon(int seconds, bool expected)
    {
        var dataset = Ordered((1, -Day, ""), (1, seconds, ""), (2, -Day, ""), (2, Day, ""), (3, -Day, ""));

        var examples = ContextBuilder.Engagement(dataset, Anchor, 30);

        Assert.Equal([new(0, Anchor, expected), new(1, Anchor, true), new(2, Anchor, false)], examples);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Engagement_FirstOrder_MustBeKnownAtTheAnchor(int seconds, bool isIn)
    {
        var dataset = Ordered((1, seconds, ""), (1, 2 * Day, ""), (2, -Day, ""));

        var examples = ContextBuilder.Engagement(dataset, Anchor, 30);

        Assert.Equal(isIn ? [new(0, Anchor, true), new(1, Anchor, false)] : [new LabelledExample(1, Anchor, false)], examples);
    }

    [Fact]
    public void Engagement_OrderMovedOverAnAnchor_ChangesTheExamplesOfThatUserOnBothSidesAlone()
    {
        int[] anchors = [Anchor - Horizon, Anchor, Anchor + Horizon];
        LabelledExample[] Of(int seconds)
        {
            var dataset = Ordered((1, -40 * Day, ""), (1, seconds, ""), (2, -40 * Day, ""), (2, 5, ""));
            return [.. anchors.SelectMany(anchor => ContextBuilder.Engagement(dataset, anchor, 30))];
        }

        var (before, after) = (Of(0), Of(1));

        Assert.Equal([new(0, anchors[0], true), new(0, anchors[1], false)], before.Except(after));
        Assert.Equal([new(0, anchors[0], false), new(0, anchors[1], true)], after.Except(before));
    }

    [Fact]
    public void Engagement_HorizonBeyondAllMoments_HoldsTheLastOne()
    {
        var dataset = FolderFiles.ReadOrders("user_id,at\n1,1932-01-01T00:00:00\n1,2067-12-31T23:59:59\n2,2067-12-31T23:59:59\n");

        Assert.Equal([new(0, Moments.Max - 1, true)], ContextBuilder.Engagement(dataset, Moments.Max - 1, 365));
        Assert.Equal([new(0, Moments.Max, false), new(1, Moments.Max, false)], ContextBuilder.Engagement(dataset, Moments.Max, 365));
        Assert.Equal([new(0, Moments.Min, false)], ContextBuilder.Engagement(dataset, Moments.Min, 365));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(200, 200)]
    [InlineData(1999, 1999)]
    [InlineData(2000, 2000)]
    [InlineData(2001, 2000)]
    public void Engagement_Count_IsAnEvenSampleInOrder(int count, int expected)
    {
        var world = new World { HasAmounts = false };
        for (var user = 0; user < 2000; user++)
        {
            world.Users.Add($"{user}");
            world.Orders.Add(new(user, Noon.AddDays(-1), "", null));
        }

        var dataset = world.Read();
        int[] rows = [.. ContextBuilder.Engagement(dataset, Anchor, 30, count).Select(example => example.UserRow)];

        Assert.Equal(expected, rows.Length);
        Assert.Equal(rows.Order().Distinct(), rows);
        Assert.Equal(rows, ContextBuilder.Engagement(dataset, Anchor, 30, count).Select(example => example.UserRow));
        // Of each tenth as many, give or take: five standard deviations of 200 drawn from 2,000.
        if (count == 200)
            Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(rows.Count(row => row / 200 == tenth), 1, 40));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(Horizon, true)]
    [InlineData(Horizon + 1, false)]
    public void Responses_Contact_CountsAfterTheFirstMomentUpToTheLast(int seconds, bool isIn)
    {
        var dataset = Contacted((2, seconds, AgentAction.SendMessage, true), (2, 5, AgentAction.OfferDiscount, true), (3, 7, AgentAction.SendMessage, false));

        var examples = ContextBuilder.Responses(dataset, AgentAction.SendMessage, Anchor, Anchor + Horizon);

        LabelledExample other = new(2, Anchor + 6, false);
        Assert.Equal(isIn ? [new(1, Anchor + seconds - 1, true), other] : [other], examples);
    }

    [Fact]
    public void Responses_ContactsOfOneSecond_KnowNothingOfEachOther()
    {
        var dataset = Contacted(
            (1, -1, AgentAction.RecommendProduct, true), (1, 0, AgentAction.SendMessage, true), (1, 0, AgentAction.OfferDiscount, true), (1, 0, AgentAction.SendMessage, false), (1, 1, AgentAction.SendMessage, true));

        var examples = ContextBuilder.Responses(dataset, AgentAction.SendMessage, int.MinValue, Moments.Max);

        Assert.Equal([new(0, Anchor - 1, true), new(0, Anchor - 1, false), new(0, Anchor, true)], examples);
        Assert.Equal([1, 1, 4], examples.Select(example => UserPast.Of(dataset, 0, example.Anchor).ContactTimes.Length));
        Assert.Equal([1, 1, 4], examples.Select(example => UserPast.Of(dataset, 0, example.Anchor).Responses.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    public void Responses_Count_IsASampleInOrder(int count)
    {
        var dataset = Contacted([.. Enumerable.Range(0, 100).Select(i => (1 + i / 40, (long)i, AgentAction.SendMessage, i % 3 == 0))]);
        var all = ContextBuilder.Responses(dataset, AgentAction.SendMessage, int.MinValue, Moments.Max);

        var sample = ContextBuilder.Responses(dataset, AgentAction.SendMessage, int.MinValue, Moments.Max, count);

        Assert.Equal(Math.Min(count, 100), sample.Count);
        Assert.Equal(all.Where(sample.Contains), sample);
        Assert.Equal(sample, ContextBuilder.Responses(dataset, AgentAction.SendMessage, int.MinValue, Moments.Max, count));
    }

    [Fact]
    public void NextItems_Repeated_AreDistinctByFirstPurchaseAndWithoutNone()
    {
        var dataset = Ordered((1, -Day, "a"), (1, 1, "c"), (1, 2, ""), (1, 3, "a"), (1, 4, "c"), (1, 5, "b"), (2, -Day, "a"), (2, 3, ""), (3, 1, "a"));

        var example = Assert.Single(ContextBuilder.NextItems(dataset, Anchor, 30));

        Assert.Equal((0, Anchor), (example.UserRow, example.Anchor));
        Assert.Equal(["c", "a", "b"], example.ItemRows.Select(row => dataset.Items[row].ItemId));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "b")]
    [InlineData(Horizon, "b")]
    [InlineData(Horizon + 1, "")]
    public void NextItems_Purchase_CountsAfterTheAnchorUpToTheHorizon(int seconds, string expected)
    {
        var dataset = Ordered((1, -Day, "a"), (1, seconds, "b"));

        var items = ContextBuilder.NextItems(dataset, Anchor, 30).SelectMany(example => example.ItemRows);

        Assert.Equal(expected, string.Concat(items.Select(row => dataset.Items[row].ItemId)));
    }

    [Fact]
    public void NextItems_OrdersWithoutItems_AreNone() =>
        Assert.Empty(ContextBuilder.NextItems(FolderFiles.ReadOrders($"user_id,at\n1,{At(-1)}\n1,{At(1)}\n"), Anchor, 30));
}
