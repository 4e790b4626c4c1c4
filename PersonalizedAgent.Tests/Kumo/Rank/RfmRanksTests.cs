using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Rank;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Rank;

public sealed class RfmRanksTests
{
    private static Dataset Read(string csv) => FolderFiles.Read(("users.csv", csv));

    private static double[] RanksOf(Dataset dataset)
    {
        var ranks = RfmRanks.Of(dataset.Users, Sample.Today);
        return [.. Enumerable.Range(0, dataset.Users.Count).Select(row => Math.Round(ranks.Of(row).Value, 6))];
    }

    [Fact]
    public void Of_ThreeColumns_IsTheMeanOfTheSharesThatOneIsAheadOf()
    {
        // last_active: 2 of 4 are ahead of nobody but half of each other: (0 + 2/2)/4 = 0.25, then 0.625, 0.875.
        // interactions: 0.125, 0.375, 0.75 (a tie of two). purchases: 0.125, 0.5 (a tie of two), 0.875.
        var dataset = Read("user_id,last_active,interactions,purchases\n1,2025-08-01,5,1\n2,2025-08-01,9,2\n3,2025-08-10,9,0\n4,2025-08-13,1,1\n");

        Assert.Equal([Mean(0.25, 0.375, 0.5), Mean(0.25, 0.75, 0.875), Mean(0.625, 0.75, 0.125), Mean(0.875, 0.125, 0.5)], RanksOf(dataset));

        static double Mean(params double[] parts) => Math.Round(parts.Average(), 6);
    }

    [Fact]
    public void Of_MissingOrFutureValues_CountAsTheLeast()
    {
        var dataset = Read("user_id,last_active\n1,\n2,2025-08-14\n3,2025-08-13\n4,2020-01-01\n");

        Assert.Equal([0.25, 0.25, 0.875, 0.625], RanksOf(dataset));
    }

    [Fact]
    public void Of_ColumnWithoutValues_DoesNotCount()
    {
        Assert.Equal([0.25, 0.75], RanksOf(Read("user_id,interactions,purchases\n1,3,\n2,4,\n")));
        Assert.Equal([0.5, 0.5], RanksOf(Read("user_id,age\n1,3\n2,4\n")));
        Assert.Equal([0.5], RanksOf(Read("user_id,purchases\n1,3\n")));
    }

    [Theory]
    [InlineData("user_id,last_active,interactions,purchases\n1,2025-08-01,5,1\n2,,9,2\n3,2025-08-10,9,\n4,2025-08-13,1,1\n5,2030-01-01,,7\n", 3)]
    [InlineData("user_id,purchases\n1,5\n2,9\n3,9\n", 1)]
    [InlineData("user_id,age\n1,5\n2,9\n", 0)]
    public void Predict_Factors_SumToTheRankAboveTheMiddle(string csv, int parts)
    {
        var dataset = Read(csv);
        var ranks = RfmRanks.Of(dataset.Users, Sample.Today);
        for (var row = 0; row < dataset.Users.Count; row++)
        {
            var prediction = ranks.Predict(dataset.Users, row, "rfm-1", Sample.Now);

            Assert.Equal((ranks.Of(row), PredictionBackend.Rank, new Score(0.5)), (prediction.EngagementScore, prediction.Backend, prediction.BaseScore));
            Assert.Equal(parts, prediction.Factors.Count);
            Assert.Equal(prediction.EngagementScore.Value - 0.5, prediction.Factors.Sum(factor => factor.Effect), 1e-12);
            Assert.Equal(prediction.Factors.OrderByDescending(factor => Math.Abs(factor.Effect)), prediction.Factors);
            Assert.Equal((ranks.RuleFor(dataset.Users[row]).Rule, ranks.RuleFor(dataset.Users[row]).Action), (prediction.ActionRule, prediction.RecommendedAction));
        }
    }

    [Fact]
    public void Predict_Words_SayWhatIsKnown()
    {
        var dataset = Read("user_id,last_active,interactions,purchases\n1,2025-08-03,5,1\n2,,,\n");
        var ranks = RfmRanks.Of(dataset.Users, Sample.Today);

        string[] Words(int row) => [.. ranks.Predict(dataset.Users, row, "", Sample.Now).Factors.Select(factor => factor.Text).Order(StringComparer.Ordinal)];

        Assert.Equal(["1 purchase, ahead of 75 % of users", "5 interactions, ahead of 75 % of users", "active 10 days ago, ahead of 75 % of users"], Words(0));
        Assert.Equal(["interactions unknown, ahead of 25 % of users", "not known when active, ahead of 25 % of users", "purchases unknown, ahead of 25 % of users"], Words(1));
    }

    [Fact]
    public async Task PredictAsync_Users_AnswersInTheOrderAskedAsScoreAllDoes()
    {
        var (client, dataset) = (new RankKumoClient(), Sample.FourUsers());
        int[] rows = [3, 0, 3];

        var result = await client.PredictAsync(dataset, [.. rows.Select(row => dataset.Users[row])], Sample.Now, default);

        var predictions = Assert.IsType<PredictionResult.Predicted>(result).Predictions;
        var table = client.ScoreAll(dataset, Sample.Now);
        Assert.Equal(rows.Select(row => (dataset.Users.IdOf(row), table.Scores[row], table.Actions[row])), predictions.Select(p => (p.UserId, (float)p.EngagementScore.Value, (byte)p.RecommendedAction)));
        Assert.All(predictions, prediction => Assert.Equal(("rfm-1", Sample.Now), (prediction.ModelVersion, prediction.AsOf)));
    }

    [Fact]
    public void RanksOf_SameDayAndData_AreMadeOnce()
    {
        var (client, dataset) = (new RankKumoClient(), Sample.FourUsers());

        var ranks = client.RanksOf(dataset, Sample.Now);

        Assert.Same(ranks, client.RanksOf(dataset with { Name = "Other" }, Sample.Now.AddHours(1)));
        Assert.NotSame(ranks, client.RanksOf(Sample.FourUsers(), Sample.Now));
        Assert.Equal(Sample.Today.AddDays(1), client.RanksOf(dataset, Sample.Now.AddDays(1)).Today);
    }

    [Fact]
    public async Task PredictAsync_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await new RankKumoClient().PredictAsync(Sample.FourUsers(), [Sample.User], Sample.Now, new CancellationToken(true)));

    [Fact]
    public void Of_ManyUsers_AreSpreadEvenly()
    {
        var dataset = Read("user_id,interactions\n" + string.Concat(Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{i * 7 % 1000}\n"))));

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => Math.Round((i + 0.5) / 1000, 6)), RanksOf(dataset).Order());
    }
}
