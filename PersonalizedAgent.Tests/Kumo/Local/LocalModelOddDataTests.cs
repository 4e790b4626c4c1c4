using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Local;

/// <summary>Data that lacks something, or holds what hardly any data does: nothing of it throws.</summary>
public sealed class LocalModelOddDataTests
{
    private static readonly DateTime Now = World.Start.AddDays(200);

    /// <summary>Fits, and asks for everybody in both ways.</summary>
    private static (LocalModel Model, Prediction[] Predictions) Ask(Dataset dataset, DateTime? asOf = null, KumoOptions? options = null)
    {
        var at = World.AsOf(asOf ?? Now);
        var model = LocalModelFitter.Fit(dataset, at, options ?? new KumoOptions { HorizonDays = 20 });
        var table = model.ScoreAll(at, CancellationToken.None);
        Prediction[] predictions = [.. Enumerable.Range(0, dataset.Users.Count).Select(row => model.Predict(row, at))];
        Assert.Equal(predictions.Select(prediction => prediction.Backend == PredictionBackend.Local ? (float)prediction.EngagementScore.Value : float.NaN), table.Scores.ToArray());
        Assert.Equal(predictions.Select(prediction => prediction.RecommendedAction), table.Actions.ToArray().Select(action => (AgentAction)action));
        Assert.All(predictions, prediction => Assert.True((prediction.ActionRule is null) == (prediction.ActionScores.Count > 1)));
        return (model, predictions);
    }

    private static (LocalModel Model, Prediction[] Predictions) Ask(World world, DateTime? asOf = null, KumoOptions? options = null) => Ask(world.Read(), asOf, options);

    [Fact]
    public void Predict_NoContacts_NamesTheRule()
    {
        var world = World.MadeUp(1);
        world.Contacts.Clear();

        var (model, predictions) = Ask(world);

        Assert.True(model.HasEngagement);
        Assert.All(predictions, prediction => Assert.StartsWith("rule “", prediction.ActionRule, StringComparison.Ordinal));
        Assert.All(predictions, prediction => Assert.Empty(prediction.ActionScores));
    }

    [Fact]
    public void Predict_ContactsOfTwoActions_ComparesThese()
    {
        var world = World.MadeUp(1);
        world.Contacts.RemoveAll(told => told.Action == AgentAction.RecommendProduct);

        var (_, predictions) = Ask(world);

        Assert.All(predictions, prediction => Assert.Equal([AgentAction.OfferDiscount, AgentAction.SendMessage], prediction.ActionScores.Select(score => score.Action)));
        Assert.Equal(2, predictions.Select(prediction => prediction.RecommendedAction).Distinct().Count());
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Predict_FewResponsesToAnAction_LeaveItOut(int responses, bool isIn)
    {
        var world = World.MadeUp(1);
        Told(world, AgentAction.OfferDiscount, responses);

        var (model, predictions) = Ask(world);

        Assert.Equal(isIn, model.Responses[0] is not null);
        Assert.All(predictions, prediction => Assert.Equal(isIn ? 3 : 2, prediction.ActionScores.Count));
    }

    [Fact]
    public void Predict_OneActionAlone_FollowsRules()
    {
        var world = World.MadeUp(1);
        world.Contacts.RemoveAll(told => told.Action != AgentAction.SendMessage);

        var (model, predictions) = Ask(world);

        Assert.False(model.HasResponses);
        Assert.All(predictions, prediction => Assert.NotNull(prediction.ActionRule));
    }

    [Fact]
    public void Predict_NoItemsNorAmounts_SaysNothingOfItems()
    {
        var bare = new World { HasAmounts = false };
        var world = World.MadeUp(1);
        bare.Users.AddRange(world.Users.Select(row => row.Split(',')[0]));
        bare.Orders.AddRange(world.Orders);

        var (model, predictions) = Ask(bare);

        Assert.True(model.HasEngagement);
        Assert.All(predictions, prediction => Assert.Empty(prediction.Items));
        Assert.DoesNotContain(predictions.SelectMany(prediction => prediction.Factors), factor => factor.Text.Contains("spent", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(19)]
    public void Predict_FewUsers_AreRanked(int users)
    {
        var (model, predictions) = Ask(World.MadeUp(1, users), options: new() { HorizonDays = 150 });

        Assert.False(model.HasEngagement);
        Assert.All(predictions, prediction => Assert.Equal(PredictionBackend.Rank, prediction.Backend));
    }

    [Fact]
    public void Predict_HistoryShorterThanTheHorizon_IsRanked() =>
        Assert.False(Ask(World.MadeUp(1, days: 30), World.Start.AddDays(30), new() { HorizonDays = 31 }).Model.HasEngagement);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Predict_AllOrNoneOrdered_IsRanked(bool isAll)
    {
        var world = World.MadeUp(1);
        world.Orders.Clear();
        for (var user = 0; user < 60; user++)
        {
            for (var day = 0; day < (isAll ? 200 : 1); day += 5)
                world.Orders.Add(new(user, World.Start.AddDays(day), "i1", 5));
        }

        Assert.False(Ask(world).Model.HasEngagement);
    }

    [Fact]
    public void Predict_TimesAtTheEnds_AreTaken()
    {
        var world = World.MadeUp(1);
        DateTime[] ends = [new(1932, 1, 1), new(2067, 12, 31, 23, 59, 59)];
        foreach (var end in ends)
        {
            world.Orders.Add(new(3, end, "i1", 5));
            world.Contacts.Add(new(3, end, AgentAction.SendMessage, true));
        }

        foreach (var asOf in (DateTime[])[.. ends, Now])
        {
            foreach (var horizon in (int[])[1, 30, 365])
                Ask(world, asOf, new() { HorizonDays = horizon, TrainAnchors = 60 });
        }
    }

    [Fact]
    public void Predict_AmountsBelowNought_CountAsNothing()
    {
        var world = World.MadeUp(1);
        for (var i = 0; i < world.Orders.Count; i++)
            world.Orders[i] = world.Orders[i] with { Amount = i % 3 == 0 ? null : -world.Orders[i].Amount };

        var (model, predictions) = Ask(world);

        Assert.True(model.HasEngagement);
        Assert.All(predictions, prediction => Assert.All(prediction.Factors, factor => Assert.True(double.IsFinite(factor.Effect))));
    }

    [Fact]
    public void Predict_AmountsWhoseSumIsTooLarge_StayFinite()
    {
        var world = World.MadeUp(1);
        for (var i = 0; i < world.Orders.Count; i++)
            world.Orders[i] = world.Orders[i] with { Amount = world.Orders[i].User == 4 ? 1e308 : world.Orders[i].Amount };

        Assert.True(Ask(world).Model.HasEngagement);
    }

    [Fact]
    public void Predict_ColumnWithNumbersBeyondAFeature_StaysFinite()
    {
        var world = World.MadeUp(1);
        world.Users[4] = world.Users[4][..(world.Users[4].LastIndexOf(',') + 1)] + "1e300";
        world.Users[6] = world.Users[6][..(world.Users[6].LastIndexOf(',') + 1)] + "-1e300";

        Assert.True(Ask(world).Model.HasEngagement);
    }

    [Fact]
    public void Predict_TextIds_AreAnsweredFor()
    {
        using var folder = new TempDataset(
            ("users.csv", "user_id\nalpha\n007\n7\n"), ("orders.csv", "user_id,at,item_id\nalpha,2025-01-01,x\n007,2025-02-01,x\n007,2025-02-02,y\n"));

        var (_, predictions) = Ask(folder.Read(Sample.Today));

        Assert.Equal(["alpha", "007", "7"], predictions.Select(prediction => prediction.UserId.ToString()));
    }

    [Fact]
    public void Predict_NoUsersWithOrdersAtAll_FollowsTheRanks()
    {
        var (model, predictions) = Ask(Sample.FourUsers());

        Assert.Equal((false, false, null), (model.HasEngagement, model.HasResponses, model.Items));
        Assert.Equal(Enumerable.Range(0, 4).Select(model.Ranks.Of), predictions.Select(prediction => prediction.EngagementScore));
    }

    /// <summary>Contacts with one action, so many of them responded to and as many more not.</summary>
    private static void Told(World world, AgentAction action, int responses)
    {
        world.Contacts.RemoveAll(told => told.Action == action);
        for (var i = 0; i < 2 * responses; i++)
            world.Contacts.Add(new(i, World.Start.AddDays(100 + i), action, i < responses));
    }
}
