using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Local.Features;

namespace PersonalizedAgent.Tests.Kumo.Local;

public sealed class ExplanationTests
{
    private static readonly FittedTask Engagement = ShopModel.Model.Engagement!;

    private static IEnumerable<int> Ordered => Enumerable.Range(0, ShopModel.Dataset.Users.Count).Where(row => ShopModel.Dataset.Orders.CountOf(row) > 0);

    private static UserPast PastOf(int row) => UserPast.Of(ShopModel.Dataset, row, World.Moment(ShopModel.AsOf.DateTime));

    [Fact]
    public void FactorsOf_Shop_SumToTheScoreAboveThatOfAnAverageUser()
    {
        var values = new float[Engagement.Features.Width];
        foreach (var row in Ordered)
        {
            var past = PastOf(row);
            var summary = PastSummary.Of(past);
            var score = Engagement.Probability(past, summary, values);

            var factors = Explanation.FactorsOf(Engagement, past, summary, values);

            Assert.Equal(score - LinearLogit.Sigmoid(Engagement.Model.Base), factors.Sum(factor => factor.Effect), 1e-9);
            Assert.Equal(factors.OrderByDescending(factor => Math.Abs(factor.Effect)).Select(factor => factor.Effect), factors.Select(factor => factor.Effect));
            Assert.All(factors, factor => Assert.True(double.IsFinite(factor.Effect)));
            Assert.All(factors, factor => Assert.False(factor.Effect == 0 || string.IsNullOrWhiteSpace(factor.Text) || factor.Text.Contains("NaN", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void OutlookOf_Shop_OneMoreOrderNeverLowersTheScore()
    {
        foreach (var row in Ordered)
        {
            var outlook = Explanation.OutlookOf(Engagement, PastOf(row), 30);

            Assert.All(outlook.WithOrder.Zip(outlook.WithoutOrder), scores => Assert.True(scores.First >= scores.Second - 1e-9, $"row {row}: {scores.First} with an order, {scores.Second} without"));
        }
    }

    [Fact]
    public void FactorsOf_Shop_HaveTheSignOfTheirPartOfTheLogOdds()
    {
        var values = new float[Engagement.Features.Width];
        foreach (var row in Ordered.Take(300))
        {
            var past = PastOf(row);
            var summary = PastSummary.Of(past);
            Engagement.Features.Fill(past, summary, values);

            var effects = Explanation.FactorsOf(Engagement, past, summary, values).ToLookup(factor => factor.Text, factor => factor.Effect);

            for (var i = 0; i < Engagement.Features.Blocks.Count; i++)
            {
                var part = Engagement.Model.Contribution(values, Engagement.Features.RangeOf(i));
                Assert.Contains(Math.Sign(part), effects[Engagement.Features.Blocks[i].Describe(past, summary)].Select(Math.Sign).DefaultIfEmpty(0));
            }
        }
    }

    [Fact]
    public void FactorsOf_AverageUser_AreNearlyNone()
    {
        // The logit equals the base: the effects are then shared out by the slope there, and do not divide by nothing.
        var average = Engagement with { Model = Engagement.Model with { Weights = new double[Engagement.Features.Width] } };
        var past = PastOf(Ordered.First());

        Assert.Empty(Explanation.FactorsOf(average, past, PastSummary.Of(past), new float[Engagement.Features.Width]));
    }

    [Theory]
    [InlineData(1, "0 1")]
    [InlineData(2, "0 1 2")]
    [InlineData(30, "0 1 2 3 5 7 10 14 21 30")]
    [InlineData(31, "0 1 2 3 5 7 10 14 21 30 31")]
    [InlineData(365, "0 1 2 3 5 7 10 14 21 30 45 60 90 120 180 270 365")]
    public void OutlookOf_Horizon_IsTheLastDay(int horizon, string expected)
    {
        var outlook = Explanation.OutlookOf(Engagement, PastOf(Ordered.First()), horizon);

        Assert.Equal(expected, string.Join(' ', outlook.Days));
        Assert.Equal((outlook.Days.Count, outlook.Days.Count), (outlook.WithOrder.Count, outlook.WithoutOrder.Count));
        Assert.All([.. outlook.WithOrder, .. outlook.WithoutOrder], score => Assert.InRange(score, 0, 1));
    }

    [Fact]
    public void OutlookOf_Shop_BeginsWithTheScore()
    {
        foreach (var row in Ordered.Take(100))
        {
            var past = PastOf(row);
            Assert.Equal(Engagement.Probability(past, PastSummary.Of(past), new float[Engagement.Features.Width]), Explanation.OutlookOf(Engagement, past, 30).WithoutOrder[0]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OutlookOf_DaysLater_IsTheScoreOnDataWithThatOrder(bool hasAmounts)
    {
        var now = World.Start.AddDays(150).AddHours(15);
        var world = hasAmounts ? World.MadeUp(4) : WithoutAmounts(World.MadeUp(4));
        world.Orders.RemoveAll(line => line.At > now);
        world.Contacts.RemoveAll(told => told.At > now);
        var dataset = world.Read();
        var task = LocalModelFitter.FitEngagement(dataset, World.Moment(now), new KumoOptions { HorizonDays = 20, TrainAnchors = 4 }, CancellationToken.None)!;
        var values = new float[task.Features.Width];
        foreach (var row in Enumerable.Range(0, 60).Where(row => dataset.Orders.CountOf(row) > 0).Take(12))
        {
            var past = UserPast.Of(dataset, row, World.Moment(now));
            var outlook = Explanation.OutlookOf(task, past, 60);
            for (var i = 0; i < outlook.Days.Count; i += 3)
            {
                var then = now.AddDays(outlook.Days[i]);
                var really = world.Copy();
                really.Orders.Add(new(row, then, "", PastSummary.Of(past).MeanAmount));
                var stays = UserPast.Of(dataset, row, World.Moment(then));
                var comes = UserPast.Of(really.Read(), row, World.Moment(then));

                Assert.Equal(stays.OrderTimes.Length + 1, comes.OrderTimes.Length);
                Assert.Equal(task.Probability(stays, PastSummary.Of(stays), values), outlook.WithoutOrder[i]);
                Assert.Equal(task.Probability(comes, PastSummary.Of(comes), values), outlook.WithOrder[i], 1e-12);
            }
        }
    }

    private static World WithoutAmounts(World world)
    {
        var bare = new World { HasAmounts = false, UserHeader = world.UserHeader };
        bare.Users.AddRange(world.Users);
        bare.Orders.AddRange(world.Orders);
        bare.Contacts.AddRange(world.Contacts);
        return bare;
    }
}
