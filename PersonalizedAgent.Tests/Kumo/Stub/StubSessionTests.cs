using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Stub;

/// <summary>Contexts kept on the server.</summary>
public sealed class StubSessionTests : StubTest
{
    [Fact]
    public async Task Session_AnswersAsAWholeRequestDoes_AndIsDropped()
    {
        var clock = new ManualClock();
        await using var server = await StartAsync(clock);
        using var client = Client(server);
        BuiltRequest[] built = [.. StubRoundTripTests.Engagements(40)];
        Assert.Equal(2, built.Length);
        var first = ((BuiltRequest.Ready)built[0]).Request;

        var session = Read(AnswerReader.Session(Ok(await client.CreateSessionAsync(first.ToSessionBody(), default))));
        foreach (var request in built.Cast<BuiltRequest.Ready>().Select(ready => ready.Request))
        {
            var within = Read(AnswerReader.Probabilities(Ok(await client.PredictInSessionAsync(session.SessionId, request.ToSessionPredictionBody(), default)), request.Answer));
            var whole = Read(AnswerReader.Probabilities(Ok(await client.PredictAsync(request.Body, default)), request.Answer));
            Assert.Equal(whole, within);
        }

        Assert.Equal(1, server.OpenSessions);
        Assert.Equal(clock.GetUtcNow().AddHours(1), session.ExpiresAt);
        Assert.Equal(3600, session.TtlSeconds);
        Ok(await client.DeleteSessionAsync(session.SessionId, default));
        Ok(await client.DeleteSessionAsync(session.SessionId, default));
        Assert.Equal(0, server.OpenSessions);
        await AssertGoneAsync(client, session.SessionId, first);
        Assert.Equal((1, 3, 2, 2), (server.CountOf(CallKind.CreateSession), server.CountOf(CallKind.PredictInSession), server.CountOf(CallKind.Predict), server.CountOf(CallKind.DeleteSession)));
    }

    [Theory]
    [InlineData(3599, true)]
    [InlineData(3600, false)]
    public async Task Session_AfterItsTime_IsGone(int seconds, bool isThere)
    {
        var clock = new ManualClock();
        await using var server = await StartAsync(clock);
        using var client = Client(server);
        var request = StubRoundTripTests.Engagement();
        var session = Read(AnswerReader.Session(Ok(await client.CreateSessionAsync(request.ToSessionBody(), default))));

        clock.Advance(TimeSpan.FromSeconds(seconds));

        if (isThere)
            Ok(await client.PredictInSessionAsync(session.SessionId, request.ToSessionPredictionBody(), default));
        else
            await AssertGoneAsync(client, session.SessionId, request);
    }

    [Fact]
    public async Task Sessions_ExpireNow()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var request = StubRoundTripTests.Engagement();
        var session = Read(AnswerReader.Session(Ok(await client.CreateSessionAsync(request.ToSessionBody(), default))));

        server.Script.ExpireSessions();

        await AssertGoneAsync(client, session.SessionId, request);
        await AssertGoneAsync(client, "never there", request);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task Sessions_ThatThereAreNone_AreRefused(int status)
    {
        await using var server = await KumoStubServer.StartAsync(script: new KumoStubScript { NoSessions = status });
        using var client = Client(server);
        var request = StubRoundTripTests.Engagement();

        Failed(await client.CreateSessionAsync(request.ToSessionBody(), default), KumoFailureKind.NotSupported, status);

        Ok(await client.PredictAsync(request.Body, default));
        Assert.Equal(0, server.OpenSessions);
    }

    [Fact]
    public async Task Bodies_OfSessions_AreCheckedToo()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var whole = StubRequests.NewBinary();
        var create = StubRequests.NewBinary();
        foreach (var name in (string[])["predict", "output", "inference"])
            create.Remove(name);
        var predict = StubRequests.NewBinary();
        foreach (var name in (string[])["model", "task", "schema", "context"])
            predict.Remove(name);

        AssertParam(await client.CreateSessionAsync(whole.Bytes(), default), "predict", "output", "inference");
        var session = Read(AnswerReader.Session(Ok(await client.CreateSessionAsync(create.Bytes(), default))));
        Ok(await client.PredictInSessionAsync(session.SessionId, predict.Bytes(), default));
        AssertParam(await client.PredictInSessionAsync(session.SessionId, whole.Bytes(), default), "model", "task", "schema", "context");
        StubRequests.Set(predict, "predict.instance_table.rows[1]", """[1,9,"2025-03-02T00:00:00Z"]""");
        AssertParam(await client.PredictInSessionAsync(session.SessionId, predict.Bytes(), default), "predict.instance_table.rows[1][instance_id]");
        StubRequests.Set(create, "context.related_tables.orders.rows[0][3]", "\"2025-02-01T00:00:00Z\"");
        AssertParam(await client.CreateSessionAsync(create.Bytes(), default), "context.related_tables.orders.rows[0][at]");
    }

    private static void AssertParam(KumoReply reply, params string[] names)
    {
        var problem = ProblemReader.Read(Failed(reply, KumoFailureKind.InvalidRequest, 422).Body)!;
        Assert.Equal(names, problem.InvalidParams.Select(param => param.Name));
    }

    private static async Task AssertGoneAsync(RelationalHttp client, string id, RelationalRequest request)
    {
        var failure = Failed(await client.PredictInSessionAsync(id, request.ToSessionPredictionBody(), default), KumoFailureKind.NotFound, 404);
        Assert.Equal("SESSION_NOT_FOUND", ProblemReader.Read(failure.Body)!.Code);
    }
}
