using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>What the client asks, how often, and what it makes of good answers: over HTTP, from a stub.</summary>
public sealed class RelationalClientTests
{
    private static readonly DateTimeOffset AsOf = RelationalBench.AsOf;

    [Fact]
    public async Task User_IsAskedAboutInAllTasks_AndTheScoresAreTheServices()
    {
        await using var bench = await RelationalBench.StartAsync();
        var data = RelationalBench.Messaging;

        var prediction = await bench.AskAsync(data, 3);

        Assert.Equal((PredictionBackend.Kumo, KumoStubServer.Model, AsOf), (prediction.Backend, prediction.ModelVersion, prediction.AsOf));
        Assert.Equal("PREDICT COUNT(orders.*, 0, 30, days) > 0 FOR EACH users.user_id", prediction.Task);
        Assert.Equal((await DirectAsync(bench, data, [3]))[0], prediction.EngagementScore.Value);
        Assert.Equal(AgentActions.All.Select(action => new ActionScore(action, new Score(action == AgentAction.SendMessage ? 1 : 0))), prediction.ActionScores);
        Assert.Equal((AgentAction.SendMessage, null, null, null), (prediction.RecommendedAction, prediction.ActionRule, prediction.Fallback, prediction.Note));
        // Engagement and three responses; a message needs no product, and the local model's must not stand below the service's badge.
        Assert.Equal((4, 4), (bench.Counts.Sessions, bench.Counts.InSession));
        Assert.Empty(prediction.Items);
        Assert.Equal(8, bench.Client.RequestsSent);
    }

    [Fact]
    public async Task Batch_IsOneRequestForEachTask_InTheOrderOfTheUsers()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.Sessions = RelationalSessions.Off);
        int[] rows = [40, 2, 17, 2, 5];

        var predictions = await bench.AskAsync(RelationalBench.Messaging, rows);

        Assert.Equal((0, 0, 4), bench.Counts);
        var direct = await DirectAsync(bench, RelationalBench.Messaging, [40, 2, 17, 5]);
        Assert.Equal([direct[0], direct[1], direct[2], direct[1], direct[3]], predictions.Select(prediction => prediction.EngagementScore.Value));
        Assert.True(direct.Distinct().Count() > 1);
    }

    [Fact]
    public async Task Product_Recommended_IsRankedByTheService()
    {
        await using var bench = await RelationalBench.StartAsync();
        var data = RelationalBench.Recommending;

        var prediction = await bench.AskAsync(data);

        Assert.Equal((AgentAction.RecommendProduct, null, null), (prediction.RecommendedAction, prediction.Note, prediction.Fallback));
        Assert.Equal((5, 5, 0), bench.Counts);
        Assert.Equal(5, prediction.Items.Count);
        Assert.Equal(prediction.Items.OrderByDescending(item => item.Score), prediction.Items);
        // The stub counts, the local model does not.
        Assert.All(prediction.Items, item => Assert.Equal(Math.Round(item.Score), item.Score));
        Assert.All(prediction.Items, item => Assert.StartsWith("Item ", item.Title, StringComparison.Ordinal));
        Assert.NotEqual((await bench.LocalAsync(data)).Items, prediction.Items);
    }

    [Fact]
    public async Task SameQuestion_IsSentOnce_AnotherUserAnchorOrDatasetIsAnother()
    {
        await using var bench = await RelationalBench.StartAsync();
        var data = RelationalBench.Recommending;
        var first = await bench.AskAsync(data);
        var count = bench.Stub.Count;

        var again = await bench.AskAsync(data);
        Assert.Equal(count, bench.Stub.Count);
        Assert.Equal((first.EngagementScore, first.ModelVersion), (again.EngagementScore, again.ModelVersion));
        Assert.Equal(first.Items, again.Items);

        await bench.AskAsync(data, 1);
        Assert.Equal(count += 5, bench.Stub.Count);

        await bench.AskAsync(data, asOf: AsOf.AddHours(1));
        Assert.Equal(count += 10, bench.Stub.Count - Dropped(bench));

        await bench.AskAsync(RelationalBench.Messaging);
        Assert.Equal(count + 8, bench.Stub.Count - Dropped(bench));
    }

    [Theory]
    [InlineData(-20, true)]
    [InlineData(39, true)]
    [InlineData(-21, false)]
    [InlineData(40, false)]
    public async Task Anchor_IsTheFullHour(int minutes, bool isSame)
    {
        await using var bench = await RelationalBench.StartAsync(options => options.Sessions = RelationalSessions.Off);
        await bench.AskAsync(RelationalBench.Messaging);

        var prediction = await bench.AskAsync(RelationalBench.Messaging, asOf: AsOf.AddMinutes(minutes));

        Assert.Equal(isSame ? 4 : 8, bench.Stub.Count);
        Assert.Equal(AsOf.AddMinutes(minutes), prediction.AsOf);
    }

    [Fact]
    public async Task TwoAtOnce_ShareTheRequest()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.Sessions = RelationalSessions.Off);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Stub.Script.Always(StubTurn.Held(go.Task));

        var (first, second) = (bench.AskAsync(RelationalBench.Messaging), bench.AskAsync(RelationalBench.Messaging));
        await bench.Stub.WhenReceivedAsync(1);
        go.SetResult();

        Assert.Equal((await first).EngagementScore, (await second).EngagementScore);
        Assert.Equal(4, bench.Stub.Count);
    }

    [Fact]
    public async Task Cancelled_TheRequestGoesOn_AndItsAnswerIsKept()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.Sessions = RelationalSessions.Off);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Stub.Script.Always(StubTurn.Held(go.Task));
        using var leaving = new CancellationTokenSource();
        var asked = bench.AskAsync(RelationalBench.Messaging, cancellationToken: leaving.Token);
        await bench.Stub.WhenReceivedAsync(1);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        go.SetResult();

        Assert.Equal(PredictionBackend.Kumo, (await bench.AskAsync(RelationalBench.Messaging)).Backend);
        Assert.Equal(4, bench.Stub.Count);
    }

    [Fact]
    public async Task Cancelled_BeforeItBegins_NothingIsSent()
    {
        await using var bench = await RelationalBench.StartAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.AskAsync(RelationalBench.Messaging, cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal(0, bench.Stub.Count);
    }

    [Theory]
    [InlineData(1_000, 1_000, 1)]
    [InlineData(1_001, 1_000, 2)]
    [InlineData(25, 10, 3)]
    [InlineData(3, 1, 3)]
    public async Task Users_GoInBatches(int users, int batch, int requests)
    {
        await using var bench = await RelationalBench.StartAsync(options => (options.BatchRows, options.Sessions, options.Hops) = (batch, RelationalSessions.Off, 1));
        var world = World.MadeUp(1, users);
        world.Contacts.Clear();
        world.Items = null;
        var data = world.Read();

        var predictions = await bench.AskAsync(data, Enumerable.Range(0, users));

        Assert.Equal(requests, bench.Stub.Count);
        Assert.All(predictions, prediction => Assert.Equal((PredictionBackend.Kumo, null), (prediction.Backend, prediction.Fallback)));
        Assert.True(users < 100 || predictions.Where((_, row) => row % 2 == 0).Average(p => p.EngagementScore.Value) > predictions.Where((_, row) => row % 2 == 1).Average(p => p.EngagementScore.Value) + 0.2);
    }

    [Fact]
    public async Task NoContacts_ARuleNamesTheAction()
    {
        await using var bench = await RelationalBench.StartAsync();
        var world = World.MadeUp(1);
        world.Contacts.Clear();

        var prediction = await bench.AskAsync(world.Read());

        Assert.NotNull(prediction.ActionRule);
        Assert.Empty(prediction.ActionScores);
        Assert.Equal((PredictionBackend.Kumo, null), (prediction.Backend, prediction.Fallback));
        Assert.Equal((1, 1, 0), bench.Counts);
    }

    [Fact]
    public async Task NoItems_NothingIsRanked()
    {
        await using var bench = await RelationalBench.StartAsync();
        var world = World.MadeUp(1).Copy();
        var bare = new World { HasAmounts = false, UserHeader = world.UserHeader };
        bare.Users.AddRange(world.Users);
        bare.Orders.AddRange(world.Orders);
        bare.Contacts.AddRange(world.Contacts.Select(told => told with { Responded = told.Action == AgentAction.RecommendProduct }));

        var prediction = await bench.AskAsync(bare.Read());

        Assert.Equal((AgentAction.RecommendProduct, PredictionBackend.Kumo), (prediction.RecommendedAction, prediction.Backend));
        Assert.Empty(prediction.Items);
        Assert.Equal((4, 4, 0), bench.Counts);
    }

    [Fact]
    public async Task HistoryTooShort_LocalAnswers_AndNothingIsAskedInVain()
    {
        await using var bench = await RelationalBench.StartAsync();
        var world = World.MadeUp(1);
        world.Contacts.Clear();

        var prediction = await bench.AskAsync(world.Read(), asOf: World.AsOf(World.Start.AddDays(25)));

        Assert.NotEqual(PredictionBackend.Kumo, prediction.Backend);
        Assert.Equal("history too short", prediction.Fallback!.Cause);
        Assert.Contains("30 days", prediction.Fallback.Reason, StringComparison.Ordinal);
        Assert.Equal(0, bench.Stub.Count);
    }

    [Fact]
    public async Task ActionNeverTried_LocalResponses_AndTheNoteSaysWhy()
    {
        await using var bench = await RelationalBench.StartAsync();
        var world = World.MadeUp(1);
        world.Contacts.RemoveAll(told => told.Action == AgentAction.OfferDiscount);

        var prediction = await bench.AskAsync(world.Read());

        Assert.Equal((PredictionBackend.Kumo, null), (prediction.Backend, prediction.Fallback));
        Assert.Contains("an action must have been tried", prediction.Note, StringComparison.Ordinal);
    }

    /// <summary>Sessions that made room for others; by the stub's word.</summary>
    private static int Dropped(RelationalBench bench) => bench.Stub.CountOf(CallKind.DeleteSession);

    /// <summary>The stub's chances by a request of the test's own.</summary>
    internal static async Task<IReadOnlyList<double>> DirectAsync(RelationalBench bench, Dataset data, int[] rows)
    {
        var at = World.Moment(AsOf.DateTime.AddMinutes(-20));
        var context = ContextExamples.Engagement(data, at, 30, RelationalRunMode.Debug.ContextSize());
        var built = new RequestBuilder(data, bench.Options.ToShape(), new RequestLimits()).Binary(new PredictiveTask.Engagement(30), context, [.. rows.Select(row => new PredictRow(row, at))]);
        var request = Assert.IsType<BuiltRequest.Ready>(Assert.Single(built)).Request;
        await using var other = await KumoStubServer.StartAsync();
        using var http = new RelationalHttp(new RelationalOptions { BaseUrl = other.Url }, null, new ManualClock());
        var body = Assert.IsType<KumoReply.Ok>(await http.PredictAsync(request.Body, default)).Body;
        return Assert.IsType<Answer<IReadOnlyList<double>>.Read>(AnswerReader.Probabilities(body, request.Answer)).Value;
    }
}
