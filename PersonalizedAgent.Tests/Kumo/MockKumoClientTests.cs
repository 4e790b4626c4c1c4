using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo;

public sealed class MockKumoClientTests
{
    private static async Task<Prediction> AskAsync(MockKumoClient client, long userId)
    {
        var result = await client.PredictAsync(Sample.FourUsers(), [Sample.User with { UserId = userId }], Sample.Now, TestContext.Current.CancellationToken);
        return Assert.Single(Assert.IsType<PredictionResult.Predicted>(result).Predictions);
    }

    private static MockKumoClient WithSeed(long seed) => new(() => seed);

    [Fact]
    public async Task PredictAsync_NthForAUser_IsTheSameWhateverIsAskedForOthers()
    {
        var alone = WithSeed(42);
        Prediction[] expected = [await AskAsync(alone, 3), await AskAsync(alone, 3), await AskAsync(alone, 3)];

        var busy = WithSeed(42);
        var actual = new List<Prediction>();
        for (var i = 0; i < 3; i++)
        {
            await AskAsync(busy, 1);
            actual.Add(await AskAsync(busy, 3));
            await AskAsync(busy, 2);
        }

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task PredictAsync_Batch_AnswersInTheOrderAsked_AsIfAskedOneByOne()
    {
        var oneByOne = WithSeed(42);
        Prediction[] expected = [await AskAsync(oneByOne, 2), await AskAsync(oneByOne, 1), await AskAsync(oneByOne, 2)];

        var users = new[] { 2L, 1, 2 }.Select(id => Sample.User with { UserId = id }).ToArray();
        var result = await WithSeed(42).PredictAsync(Sample.FourUsers(), users, Sample.Now, TestContext.Current.CancellationToken);

        Assert.Equal(expected, Assert.IsType<PredictionResult.Predicted>(result).Predictions);
    }

    [Fact]
    public async Task PredictAsync_KnownSeed_KeepsItsStory()
    {
        // The same in every run and on every machine: a talk is rehearsed on these numbers.
        var client = WithSeed(42);

        Assert.Equal(["0.34 send_message", "0.95 recommend_product"], [Told(await AskAsync(client, 1)), Told(await AskAsync(client, 1))]);

        static string Told(Prediction prediction) => $"{prediction.EngagementScore} {prediction.RecommendedAction.WireName()}";
    }

    [Fact]
    public async Task PredictAsync_AnotherSeed_TellsAnotherStory()
    {
        var scores = await Task.WhenAll(Enumerable.Range(0, 20).Select(async seed => (await AskAsync(WithSeed(seed), 1)).EngagementScore));

        Assert.True(scores.Distinct().Count() > 10);
    }

    [Fact]
    public async Task Reset_StartsEveryUserAgain()
    {
        var client = WithSeed(42);
        var first = await AskAsync(client, 3);
        await AskAsync(client, 3);

        client.Reset();

        Assert.Equal(first, await AskAsync(client, 3));
    }

    [Fact]
    public async Task Reset_WithoutAFixedSeed_DrawsAnew()
    {
        var seed = 0L;
        var client = new MockKumoClient(() => seed++);
        var before = await Task.WhenAll(Enumerable.Range(1, 10).Select(id => AskAsync(client, id)));

        client.Reset();

        Assert.NotEqual(before, await Task.WhenAll(Enumerable.Range(1, 10).Select(id => AskAsync(client, id))));
    }

    [Fact]
    public async Task PredictAsync_ManyDraws_AreUniformAndRounded()
    {
        const int draws = 30_000;
        var client = WithSeed(7);
        var predictions = new List<Prediction>(draws);
        for (var id = 1; id <= draws; id++)
            predictions.Add(await AskAsync(client, id));

        Assert.All(predictions, p => Assert.Equal(p.EngagementScore.Rounded(), p.EngagementScore));
        // Five standard errors around what is expected; the seed is fixed, so this holds always or never.
        Assert.InRange(predictions.Average(p => p.EngagementScore.Value), 0.5 - 0.0084, 0.5 + 0.0084);
        foreach (var tenth in Enumerable.Range(0, 10))
            Assert.InRange(predictions.Count(p => p.EngagementScore.Value >= tenth / 10.0 + 0.005 && p.EngagementScore.Value < tenth / 10.0 + 0.095), draws * 0.09 - 250, draws * 0.09 + 250);
        foreach (var action in AgentActions.All)
            Assert.InRange(predictions.Count(p => p.RecommendedAction == action), draws / 3 - 410, draws / 3 + 410);
    }

    [Fact]
    public async Task PredictAsync_Cancelled_Throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await WithSeed(1).PredictAsync(Sample.FourUsers(), [Sample.User], Sample.Now, new CancellationToken(true)));
}
