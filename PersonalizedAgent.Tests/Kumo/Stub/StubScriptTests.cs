using System.Text;
using System.Text.Json.Nodes;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Stub;

/// <summary>What the server does besides answering.</summary>
public sealed class StubScriptTests : StubTest
{
    private static readonly byte[] Body = StubRequests.NewBinary().Bytes();

    [Fact]
    public async Task Statuses_ComeInTurn_ThenTheAnswer()
    {
        var clock = new ManualClock();
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server, clock: clock);
        var until = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        server.Script
            .Next(StubTurn.TooMany(7)).Next(StubTurn.TooMany(until))
            .Next(StubTurn.Problem(500, "INTERNAL", "broken"), times: 2)
            .Next(StubTurn.BadGateway)
            .Next(StubTurn.Problem(503, "SERVICE_UNAVAILABLE", "later"))
            .Next(StubTurn.Problem(422, "INVALID_SCHEMA", "no", new Core.Kumo.Relational.Wire.InvalidParam("task", "odd")));

        Assert.Equal(clock.GetUtcNow().AddSeconds(7), Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, 429).RetryAt);
        Assert.Equal(until, Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, 429).RetryAt);
        Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, 500);
        Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, 500);
        Assert.Equal("502 Bad Gateway", ProblemReader.Text(Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, 502).Body, "text/html"));
        Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, 503);
        Assert.Equal("no: task: odd", ProblemReader.Text(Failed(await client.PredictAsync(Body, default), KumoFailureKind.InvalidRequest, 422).Body, null));
        Assert.Equal(0, server.Script.Left);
        Ok(await client.PredictAsync(Body, default));
        Assert.Equal(8, server.Count);
    }

    [Fact]
    public async Task Turns_OfOneKind_LeaveOthersAlone()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        server.Script.Next(StubTurn.Problem(500, "INTERNAL", "broken"), of: CallKind.Predict);

        Ok(await client.ModelsAsync(default));
        Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, 500);
        server.Script.Always(StubTurn.Problem(503, "GONE", "gone"));
        Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, 503);
        Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, 503);
        server.Script.Next(StubTurn.Cut).Clear();
        Ok(await client.PredictAsync(Body, default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Connection_IsCut(bool inBody)
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        server.Script.Next(inBody ? StubTurn.CutInBody : StubTurn.Cut);

        Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, null);

        Ok(await client.PredictAsync(Body, default));
    }

    [Fact]
    public async Task Connection_CutInTheBody_HasSentItsHeadersAndHalf()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
        server.Script.Next(StubTurn.CutInBody);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/models");

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Held_WaitsUntilItIsLetGo()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var gate = new TaskCompletionSource();
        server.Script.Next(StubTurn.Held(gate.Task)).Next(StubTurn.Held(gate.Task, StubTurn.BadGateway));

        var first = client.PredictAsync(Body, default);
        await server.WhenReceivedAsync(1);
        var second = client.PredictAsync(Body, default);
        await server.WhenReceivedAsync(2);
        Assert.False(first.IsCompleted || second.IsCompleted);
        gate.SetResult();

        Ok(await first);
        Failed(await second, KumoFailureKind.Unavailable, 502);
    }

    [Fact]
    public async Task Held_EndsWhenTheClientLeaves()
    {
        var lines = new System.Collections.Concurrent.ConcurrentQueue<StubLogLine>();
        await using var server = await KumoStubServer.StartAsync(new KumoStubOptions { Log = lines.Enqueue });
        using var client = Client(server);
        using var leave = new CancellationTokenSource();
        server.Script.Next(StubTurn.Held(new TaskCompletionSource().Task));

        var asked = client.PredictAsync(Body, leave.Token);
        await server.WhenReceivedAsync(1);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await Eventually.TrueAsync(() => !lines.IsEmpty, "the end of the request");
        Assert.Null(Assert.Single(lines).Status);
    }

    [Fact]
    public async Task Delay_IsThatOfTheClock()
    {
        var clock = new ManualClock();
        await using var server = await KumoStubServer.StartAsync(new KumoStubOptions { Clock = clock, Delay = TimeSpan.FromSeconds(3) });
        using var client = Client(server);

        var asked = client.PredictAsync(Body, default);
        await Eventually.TrueAsync(() => clock.NextDueIn == TimeSpan.FromSeconds(3), "the delay");
        Assert.False(asked.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(3));

        Ok(await asked);
    }

    [Fact]
    public async Task Dispose_CutsWhatIsHeldAndStops()
    {
        var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        server.Script.Next(StubTurn.Held(new TaskCompletionSource().Task));
        var asked = client.PredictAsync(Body, default);
        await server.WhenReceivedAsync(1);

        var url = server.Url;
        await server.DisposeAsync();

        Failed(await asked, KumoFailureKind.Unavailable, null);
        using var other = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => other.GetAsync(new Uri(url + "/v1/models"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Answers_OddButRight_AreRead()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var request = StubRoundTripTests.Engagement();
        var plain = Read(AnswerReader.Probabilities(Ok(await client.PredictAsync(request.Body, default)), request.Answer));
        server.Script.Next(StubTurn.Twisted(AnswerTwists.Reversed)).Next(StubTurn.Twisted(AnswerTwists.NumbersAsTexts));

        var reversed = Ok(await client.PredictAsync(request.Body, default));
        var texts = Ok(await client.PredictAsync(request.Body, default));

        Assert.Equal(request.Count - 1, (int)JsonNode.Parse(reversed)!["predictions"]![0]!["row_index"]!);
        Assert.Equal(plain, Read(AnswerReader.Probabilities(reversed, request.Answer)));
        Assert.Contains("\"row_index\":\"", Encoding.UTF8.GetString(texts), StringComparison.Ordinal);
        Assert.Equal(plain, Read(AnswerReader.Probabilities(texts, request.Answer)));
    }

    [Fact]
    public async Task Rankings_AsTexts_AreRead()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        server.Script.Next(StubTurn.Twisted(AnswerTwists.NumbersAsTexts));

        var ranking = Read(AnswerReader.Rankings(Ok(await client.PredictAsync(StubRequests.NewRanking().Bytes(), default)), OneRow))[0];

        Assert.Equal(["c", "b"], ranking.Select(item => item.Id));
    }

    [Fact]
    public async Task Answer_OfAnotherModel_SaysSo()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        server.Script.Next(StubTurn.Twisted(AnswerTwists.OtherModel("kumo-relational")));

        var read = AnswerReader.Items(Ok(await client.PredictAsync(Body, default)), OneRow);

        Assert.Empty(Assert.IsType<Core.Kumo.Relational.Answer<Core.Kumo.Relational.Wire.PredictionResponse>.Read>(read).Warnings);
    }

    [Theory]
    [InlineData(nameof(AnswerTwists.MissingRow), "59 items for 60 rows")]
    [InlineData(nameof(AnswerTwists.RepeatedRow), "row_index comes twice")]
    [InlineData(nameof(AnswerTwists.WrongId), "id is not that of its row")]
    [InlineData(nameof(AnswerTwists.NoTrue), "does not say how likely true is")]
    public async Task Answers_ThatAreSpoiled_AreInvalid(string twist, string reason)
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var request = StubRoundTripTests.Engagement();
        server.Script.Next(StubTurn.Twisted(typeof(AnswerTwists).GetMethod(twist)!.CreateDelegate<Action<JsonObject>>()));

        Invalid(AnswerReader.Probabilities(Ok(await client.PredictAsync(request.Body, default)), request.Answer), reason);
    }

    [Fact]
    public async Task Ranking_ThatIsNotServed_IsUnsupported()
    {
        await using var server = await KumoStubServer.StartAsync(script: new KumoStubScript { NoRanking = true });
        using var client = Client(server);

        var failure = Failed(await client.PredictAsync(StubRequests.NewRanking().Bytes(), default), KumoFailureKind.InvalidRequest, 422);

        Assert.Equal("UNSUPPORTED_SHAPE", ProblemReader.Read(failure.Body)!.Code);
        Ok(await client.PredictAsync(Body, default));
    }
}
