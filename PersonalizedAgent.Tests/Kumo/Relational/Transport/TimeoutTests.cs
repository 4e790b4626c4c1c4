using Microsoft.AspNetCore.Http;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>Answers that come late or never, and callers that go.</summary>
public sealed class TimeoutTests : TransportTest
{
    private static Task<FakeServer> SilentServerAsync(bool afterHeaders = false) => FakeServer.StartAsync(async (context, _) =>
    {
        if (afterHeaders)
        {
            await context.Response.WriteAsync("{");
            await context.Response.Body.FlushAsync();
        }

        await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Attempt_TakesTooLong_TimesOutAndIsNotSentAgain(bool afterHeaders)
    {
        await using var server = await SilentServerAsync(afterHeaders);
        using var client = Client(server.Url);

        var reply = client.PredictAsync(Body, default);
        await Eventually.TrueAsync(() => server.Count == 1 && Clock.NextDueIn == Seconds(60), "the attempt");
        Clock.Advance(Seconds(59.999));
        Assert.False(reply.IsCompleted);
        Clock.Advance(Seconds(0.001));

        var failure = Failure(await reply, KumoFailureKind.TimedOut);
        Assert.Contains("60 s", failure.Message, StringComparison.Ordinal);
        Assert.Contains("AttemptTimeoutSeconds", failure.Advice, StringComparison.Ordinal);
        Assert.Equal(1, server.Count);
        Assert.Equal(0, Clock.WaitingTimers);
    }

    [Fact]
    public async Task Probe_TakesTooLong_TimesOutSooner()
    {
        await using var server = await SilentServerAsync();
        using var client = Client(server.Url);

        foreach (var probe in new Func<CancellationToken, Task<KumoReply>>[] { client.IsReadyAsync, client.ModelsAsync, token => client.DeleteSessionAsync("s1", token) })
        {
            var before = server.Count;
            var reply = probe(default);
            await Eventually.TrueAsync(() => server.Count == before + 1 && Clock.NextDueIn == Seconds(10), "the probe");
            Clock.Advance(Seconds(10));

            Assert.Contains("10 s", Failure(await reply, KumoFailureKind.TimedOut).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Total_EndsALaterAttempt_AndSaysWhatTheOneBeforeMet()
    {
        await using var server = await FakeServer.StartAsync(async (context, n) =>
        {
            if (n == 1)
                await AnswerAsync(context, 503);
            else
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var client = Client(server.Url, o => (o.AttemptTimeoutSeconds, o.TotalTimeoutSeconds) = (60, 60));

        var reply = client.PredictAsync(Body, default);
        await PassPauseAsync(Seconds(1));
        await Eventually.TrueAsync(() => server.Count == 2 && Clock.WaitingTimers == 2, "the second attempt");
        Clock.Advance(Seconds(59));

        var failure = Failure(await reply, KumoFailureKind.TimedOut);
        Assert.Contains("all attempts", failure.Message, StringComparison.Ordinal);
        Assert.Contains("HTTP 503", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Total_CountsTheWaitForTheTurn()
    {
        await using var server = await SilentServerAsync();
        using var client = Client(server.Url, o => (o.MaxConcurrent, o.TotalTimeoutSeconds, o.AttemptTimeoutSeconds) = (1, 60, 60));
        using var endOfFirst = new CancellationTokenSource();

        var first = client.PredictAsync(Body, endOfFirst.Token);
        await Eventually.TrueAsync(() => server.Count == 1, "the first");
        Clock.Advance(Seconds(1));
        var second = client.PredictAsync(Body, default);
        await Eventually.TrueAsync(() => Clock.WaitingTimers == 3, "the wait of the second");
        Clock.Advance(Seconds(59)); // The first is through, the second has a second left.
        Failure(await first, KumoFailureKind.TimedOut);
        await Eventually.TrueAsync(() => server.Count == 2, "the second");
        Clock.Advance(Seconds(1));

        Assert.Contains("all attempts", Failure(await second, KumoFailureKind.TimedOut).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MaxConcurrent_NoMoreAreUnderWay_AndProbesPass()
    {
        using var gate = new SemaphoreSlim(0);
        int now = 0, most = 0;
        await using var server = await FakeServer.StartAsync(async (context, _) =>
        {
            if (context.Request.Method == "GET")
            {
                await AnswerAsync(context, 200);
                return;
            }

            most = Math.Max(most, Interlocked.Increment(ref now));
            await gate.WaitAsync();
            Interlocked.Decrement(ref now);
            await AnswerAsync(context, 200);
        });
        using var client = Client(server.Url);

        var replies = Enumerable.Range(0, 6).Select(_ => client.PredictAsync(Body, default)).ToArray();
        await Eventually.TrueAsync(() => server.Count == 2, "two requests");
        Ok(await client.IsReadyAsync(default));
        Assert.Equal(3, server.Count);
        gate.Release(6);

        Assert.All(await Task.WhenAll(replies), reply => Ok(reply));
        Assert.Equal(2, most);
    }

    [Fact]
    public async Task Cancel_Beforehand_NothingIsSent()
    {
        await using var server = await StatusServerAsync(200);
        using var client = Client(server.Url);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.PredictAsync(Body, new CancellationToken(canceled: true)));

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_DuringAnAttempt_IsACancellation(bool afterHeaders)
    {
        await using var server = await SilentServerAsync(afterHeaders);
        using var client = Client(server.Url);
        using var caller = new CancellationTokenSource();

        var reply = client.PredictAsync(Body, caller.Token);
        await Eventually.TrueAsync(() => server.Count == 1, "the attempt");
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
        Assert.Equal(0, Clock.WaitingTimers);
    }

    [Fact]
    public async Task Cancel_DuringAPause_IsACancellation()
    {
        await using var server = await StatusServerAsync(503);
        using var client = Client(server.Url);
        using var caller = new CancellationTokenSource();

        var reply = client.PredictAsync(Body, caller.Token);
        await Eventually.TrueAsync(() => Clock.NextDueIn == Seconds(1), "the pause");
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Cancel_WhileWaitingForTheTurn_LeavesTheTurnToOthers()
    {
        using var gate = new SemaphoreSlim(0);
        await using var server = await FakeServer.StartAsync(async (context, _) =>
        {
            await gate.WaitAsync();
            await AnswerAsync(context, 200);
        });
        using var client = Client(server.Url, o => o.MaxConcurrent = 1);
        using var caller = new CancellationTokenSource();

        var first = client.PredictAsync(Body, default);
        await Eventually.TrueAsync(() => server.Count == 1, "the first");
        var second = client.PredictAsync(Body, caller.Token);
        var third = client.PredictAsync(Body, default);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.Release(2);

        Ok(await first);
        Ok(await third);
        Assert.Equal(2, server.Count);
    }
}
