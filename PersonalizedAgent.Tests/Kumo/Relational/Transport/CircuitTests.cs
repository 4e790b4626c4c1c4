using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>A server that fails again and again is left alone for a while.</summary>
public sealed class CircuitTests : TransportTest, IAsyncLifetime
{
    private FakeServer _server = null!;
    private RelationalHttp _client = null!;
    private volatile int _status = 503;

    public async ValueTask InitializeAsync()
    {
        _server = await FakeServer.StartAsync((context, _) => AnswerAsync(context, _status));
        _client = Client(_server.Url, o => (o.Retries, o.BreakAfterFailures, o.BreakSeconds) = (0, 3, 30));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
            Assert.NotNull(Failure(await _client.PredictAsync(Body, default), KumoFailureKind.Unavailable).Status);
    }

    private async Task AssertOpenAsync()
    {
        var before = _server.Count;
        var failure = Failure(await _client.PredictAsync(Body, default), KumoFailureKind.Unavailable);
        Assert.Contains("3 times in a row", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, _server.Count);
    }

    [Fact]
    public async Task FailuresInARow_Open_ThenOneTry_ThenClosed()
    {
        await FailAsync(3);
        await AssertOpenAsync();
        Assert.Equal(Clock.GetUtcNow().AddSeconds(30), Failure(await _client.PredictAsync(Body, default), KumoFailureKind.Unavailable).RetryAt);

        Clock.Advance(Seconds(29.999));
        await AssertOpenAsync();
        Clock.Advance(Seconds(0.001));
        await FailAsync(1); // The try; it opens again at once.
        await AssertOpenAsync();

        Clock.Advance(Seconds(30));
        _status = 200;
        Ok(await _client.PredictAsync(Body, default));
        Ok(await _client.PredictAsync(Body, default));
        _status = 503;
        await FailAsync(3); // The count began anew.
        await AssertOpenAsync();
    }

    [Fact]
    public async Task ASuccessBetween_StartsTheCountAnew()
    {
        await FailAsync(2);
        _status = 200;
        Ok(await _client.PredictAsync(Body, default));
        _status = 500;
        await FailAsync(2);
        _status = 200;

        Ok(await _client.PredictAsync(Body, default));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task Refusals_DoNotCount(int status)
    {
        _status = status;
        for (var i = 0; i < 5; i++)
            Assert.IsType<KumoReply.Failed>(await _client.PredictAsync(Body, default));

        Assert.Equal(5, _server.Count);
    }

    [Fact]
    public async Task Probes_PassTheOpenCircuit()
    {
        await FailAsync(3);
        _status = 200;

        Ok(await _client.IsReadyAsync(default));
        await AssertOpenAsync();
    }

    [Fact]
    public async Task OpenedByItsOwnAttempts_TheRequestSaysWhatTheServerSaid()
    {
        using var client = Client(_server.Url, o => (o.Retries, o.BreakAfterFailures) = (3, 2));

        var reply = client.PredictAsync(Body, default);
        await PassPauseAsync(Seconds(1));
        await PassPauseAsync(Seconds(2));

        Assert.Equal(503, Failure(await reply, KumoFailureKind.Unavailable).Status);
        Assert.Equal(2, _server.Count);
    }

    [Fact]
    public async Task Try_OnlyOneAtATime_AndACancelledOneLeavesItToTheNext()
    {
        using var gate = new SemaphoreSlim(0);
        await using var server = await FakeServer.StartAsync(async (context, n) =>
        {
            if (n == 2)
                await gate.WaitAsync(context.RequestAborted);
            await AnswerAsync(context, n == 1 ? 503 : 200);
        });
        using var client = Client(server.Url, o => (o.Retries, o.BreakAfterFailures) = (0, 1));
        using var caller = new CancellationTokenSource();
        Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);
        Clock.Advance(Seconds(30));

        var trial = client.PredictAsync(Body, caller.Token);
        await Eventually.TrueAsync(() => server.Count == 2, "the try");
        Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);
        Assert.Equal(2, server.Count);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial);

        Ok(await client.PredictAsync(Body, default));
    }

    [Fact]
    public async Task SuccessOfAnAttemptBegunBefore_DoesNotClose()
    {
        using var gate = new SemaphoreSlim(0);
        await using var server = await FakeServer.StartAsync(async (context, n) =>
        {
            if (n == 1)
                await gate.WaitAsync(context.RequestAborted);
            await AnswerAsync(context, n == 1 ? 200 : 503);
        });
        using var client = Client(server.Url, o => (o.Retries, o.BreakAfterFailures) = (0, 1));

        var early = client.PredictAsync(Body, default);
        await Eventually.TrueAsync(() => server.Count == 1, "the early one");
        Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);
        gate.Release();
        Ok(await early);

        Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);
        Assert.Equal(2, server.Count);
    }
}
