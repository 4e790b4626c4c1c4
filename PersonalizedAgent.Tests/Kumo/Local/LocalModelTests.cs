using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Local;

/// <summary>What the model says of the demo shop's users.</summary>
public sealed class LocalModelTests
{
    private static readonly LocalModel Model = ShopModel.Model;

    private static Prediction Predict(int row) => Model.Predict(row, ShopModel.AsOf);

    private static IEnumerable<int> Rows => Enumerable.Range(0, Model.Dataset.Users.Count);

    [Fact]
    public void Predict_User_SaysAllThatIsKnown()
    {
        var row = Rows.First(row => Model.Dataset.Orders.CountOf(row) > 2);

        var prediction = Predict(row);

        Assert.Equal((Model.Dataset.Users.IdOf(row), PredictionBackend.Local, Model.Version, ShopModel.AsOf), (prediction.UserId, prediction.Backend, prediction.ModelVersion, prediction.AsOf));
        Assert.Equal("PREDICT COUNT(orders.*, 0, 30, days) > 0 FOR EACH users.user_id", prediction.Task);
        Assert.Equal(AgentActions.All, prediction.ActionScores.Select(score => score.Action));
        Assert.Equal(prediction.ActionScores.MaxBy(score => score.Probability.Value).Action, prediction.RecommendedAction);
        Assert.Equal((null, null), (prediction.ActionRule, prediction.Note));
        Assert.Equal(5, prediction.Items.Count);
        Assert.Equal(prediction.Items.OrderByDescending(item => item.Score), prediction.Items);
        Assert.Equal(30, prediction.Outlook!.Days[^1]);
        Assert.InRange(prediction.Factors.Count, 1, 8);
        Assert.Equal(prediction.EngagementScore.Value - prediction.BaseScore!.Value.Value, prediction.Factors.Sum(factor => factor.Effect), 1e-9);
    }

    [Fact]
    public void Predict_Twice_IsEqual()
    {
        foreach (var row in Rows.Where(row => row % 50 == 0))
        {
            var (first, second) = (Predict(row), Predict(row));

            Assert.Equal(Flat(first), Flat(second));
            Assert.Equal(first.ActionScores, second.ActionScores);
            Assert.Equal(first.Factors, second.Factors);
            Assert.Equal(first.Items, second.Items);
            Assert.Equal(first.Outlook?.WithOrder, second.Outlook?.WithOrder);
        }

        static Prediction Flat(Prediction prediction) => prediction with { ActionScores = [], Factors = [], Items = [], Outlook = null };
    }

    [Fact]
    public void ScoreAll_EveryUser_AgreesWithPredict()
    {
        var table = Model.ScoreAll(ShopModel.AsOf, CancellationToken.None);

        var counts = new int[AgentActions.All.Count];
        foreach (var row in Rows)
        {
            var prediction = Predict(row);
            // A rank stands in no column of probabilities.
            Assert.Equal(prediction.Backend == PredictionBackend.Local ? (float)prediction.EngagementScore.Value : float.NaN, table.Scores[row]);
            Assert.Equal(prediction.RecommendedAction, (AgentAction)table.Actions[row]);
            counts[(int)prediction.RecommendedAction]++;
        }

        Assert.Equal(counts, AgentActions.All.Select(table.CountOf));
    }

    [Fact]
    public void Predict_UserWithoutOrders_IsRanked()
    {
        int[] without = [.. Rows.Where(row => Model.Dataset.Orders.CountOf(row) == 0)];

        Assert.NotEmpty(without);
        foreach (var row in without)
        {
            var prediction = Predict(row);
            Assert.Equal((PredictionBackend.Rank, Model.Ranks.Of(row)), (prediction.Backend, prediction.EngagementScore));
            Assert.Equal((null, null), (prediction.Task, prediction.Outlook));
            // What it responds to is learned from others all the same.
            Assert.Equal((3, null), (prediction.ActionScores.Count, prediction.ActionRule));
        }
    }

    [Fact]
    public void Predict_Shop_RecommendsAndDecidesEachActionForATenthOrMore()
    {
        var (policy, options) = (new ThresholdPolicy(), new AgentOptions());
        var (recommended, decided) = (new int[3], new int[3]);
        foreach (var row in Rows)
        {
            var prediction = Predict(row);
            recommended[(int)prediction.RecommendedAction]++;
            decided[(int)policy.Choose(PolicyInput.Of(Model.Dataset.Users[row], prediction, options)).Action!.Value]++;
        }

        Assert.Equal(0.7, options.EngagementThreshold);
        Assert.All(recommended, count => Assert.True(count >= 0.1 * Model.Dataset.Users.Count, $"recommended {string.Join(' ', recommended)}"));
        Assert.All(decided, count => Assert.True(count >= 0.1 * Model.Dataset.Users.Count, $"decided {string.Join(' ', decided)}"));
    }

    [Fact]
    public void Version_SameInput_IsTheSameAndAnyOtherAnother()
    {
        var world = World.MadeUp(1, users: 12, days: 60);
        var other = world.Copy();
        other.Orders[0] = other.Orders[0] with { Amount = 1 };
        var at = World.AsOf(World.Start.AddDays(60));
        string Version(World data, DateTimeOffset asOf, KumoOptions options) => LocalModelFitter.Fit(data.Read(), asOf, options).Version;

        string[] versions =
        [
            Version(world, at, new()),
            Version(other, at, new()),
            Version(world, at.AddDays(1), new()),
            Version(world, at, new() { HorizonDays = 31 }),
            Version(world, at, new() { TrainAnchors = 7 }),
            Version(world, at, new() { TopItems = 6 }),
        ];

        Assert.Equal(versions[0], Version(world.Copy(), at, new()));
        Assert.Equal(versions, versions.Distinct());
        Assert.Matches("^local-[0-9a-f]{12}$", versions[0]);
    }

    [Fact]
    public void Fit_Again_IsTheSameToTheBit()
    {
        var again = LocalModelFitter.Fit(World.ReadShop(), ShopModel.AsOf, new KumoOptions());

        Assert.Equal(Model.Version, again.Version);
        Assert.Equal(Model.ScoreAll(ShopModel.AsOf, default).Scores.ToArray(), again.ScoreAll(ShopModel.AsOf, default).Scores.ToArray());
        for (var action = 0; action < 3; action++)
            Assert.Equal(Model.Responses[action]!.Model.Weights, again.Responses[action]!.Model.Weights);
    }

    [Fact]
    public void Fit_Progress_RisesAndCancelThrows()
    {
        var told = new List<FitProgress>();
        var dataset = World.MadeUp(1).Read();
        var at = World.AsOf(World.Start.AddDays(200));

        LocalModelFitter.Fit(dataset, at, new(), new Listener(told));

        Assert.Equal(told.OrderBy(progress => progress.Share).Select(progress => progress.Step).Distinct(), told.Select(progress => progress.Step));
        Assert.All(told, progress => Assert.InRange(progress.Share, 0, 1));
        Assert.ThrowsAny<OperationCanceledException>(() => LocalModelFitter.Fit(dataset, at, new(), null, new CancellationToken(true)));
        Assert.ThrowsAny<OperationCanceledException>(() => Model.ScoreAll(ShopModel.AsOf, new CancellationToken(true)));
    }

    [Fact]
    public async Task PredictAsync_Model_AnswersInTheOrderAsked()
    {
        var client = new LocalKumoClient((_, _) => new(Model), new());
        int[] rows = [7, 3, 7];

        var result = await client.PredictAsync(Model.Dataset, [.. rows.Select(row => Model.Dataset.Users[row])], ShopModel.AsOf, default);

        var predictions = Assert.IsType<PredictionResult.Predicted>(result).Predictions;
        Assert.Equal(rows.Select(row => (Model.Dataset.Users.IdOf(row), Predict(row).EngagementScore)), predictions.Select(prediction => (prediction.UserId, prediction.EngagementScore)));
    }

    [Fact]
    public async Task PredictAsync_NoModel_RanksWithANote()
    {
        var client = new LocalKumoClient((_, _) => default, new());
        var dataset = World.MadeUp(1, users: 3).Read();

        var result = await client.PredictAsync(dataset, [dataset.Users[1]], World.AsOf(World.Start), default);

        var prediction = Assert.Single(Assert.IsType<PredictionResult.Predicted>(result).Predictions);
        Assert.Equal((PredictionBackend.Rank, "There is no model of this data, so users are ranked."), (prediction.Backend, prediction.Note));
    }

    [Fact]
    public async Task PredictAsync_DataWithoutOrders_DoesNotPromiseAModel()
    {
        var result = await new LocalKumoClient((_, _) => default, new()).PredictAsync(Sample.FourUsers(), [Sample.User], Sample.Now, default);

        Assert.Equal("There are no orders to learn from, so users are ranked.", Assert.Single(Assert.IsType<PredictionResult.Predicted>(result).Predictions).Note);
    }

    [Fact]
    public async Task PredictAsync_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await new LocalKumoClient((_, _) => default, new()).PredictAsync(Sample.FourUsers(), [Sample.User], Sample.Now, new CancellationToken(true)));

    private sealed class Listener(List<FitProgress> told) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => told.Add(value);
    }
}
