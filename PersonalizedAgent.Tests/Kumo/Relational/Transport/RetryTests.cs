using System.Globalization;
using Microsoft.AspNetCore.Http;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>What is sent again, how often and after what pause.</summary>
public sealed class RetryTests : TransportTest
{
    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Predict_StatusThatMayPass_IsSentAgainAfter124Seconds(int status)
    {
        await using var server = await StatusServerAsync(status);
        using var client = Client(server.Url);

        var reply = client.PredictAsync(Body, default);
        foreach (var pause in new[] { 1, 2, 4 })
            await PassPauseAsync(Seconds(pause));

        var failure = Failure(await reply, KumoFailureKind.Unavailable);
        Assert.Equal(status, failure.Status);
        Assert.Equal(4, server.Count);
        Assert.All(server.Requests, request => Assert.Equal(Body, request.Body));
    }

    [Fact]
    public async Task Predict_WellAtTheSecondTry_SaysHowOftenAndHowLong()
    {
        await using var server = await FakeServer.StartAsync((context, n) => AnswerAsync(context, n == 1 ? 503 : 200));
        using var client = Client(server.Url);

        var reply = client.PredictInSessionAsync("s1", Body, default);
        await PassPauseAsync(Seconds(1));

        var ok = Ok(await reply);
        Assert.Equal((2, Seconds(1)), (ok.Attempts, ok.Took));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("60", 60)]
    [InlineData("61", 60)]
    [InlineData("2147483647", 60)]
    [InlineData("soon", 1)]
    [InlineData("-5", 1)]
    public async Task RetryAfter_InSeconds_IsHonouredUpTo60(string header, int expected)
    {
        await using var server = await FakeServer.StartAsync((context, n) =>
        {
            context.Response.Headers.RetryAfter = header;
            return AnswerAsync(context, n == 1 ? 429 : 200);
        });
        using var client = Client(server.Url, o => o.AttemptTimeoutSeconds = 90);

        var reply = client.PredictAsync(Body, default);
        await PassPauseAsync(Seconds(expected));

        Assert.Equal(2, Ok(await reply).Attempts);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(3600, 60)]
    public async Task RetryAfter_AsADate_IsHonouredUpTo60(int after, int expected)
    {
        Clock.Advance(Seconds(0.886)); // Dates have whole seconds.
        var date = Clock.GetUtcNow().AddSeconds(after).ToString("R", CultureInfo.InvariantCulture);
        await using var server = await FakeServer.StartAsync((context, n) =>
        {
            context.Response.Headers.RetryAfter = date;
            return AnswerAsync(context, n == 1 ? 503 : 200);
        });
        using var client = Client(server.Url, o => o.AttemptTimeoutSeconds = 90);

        var reply = client.PredictAsync(Body, default);
        await PassPauseAsync(Seconds(expected));

        Assert.Equal(2, Ok(await reply).Attempts);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("Sun, 01 Jan 2023 00:00:00 GMT")]
    public async Task RetryAfter_NowOrInThePast_AtOnce(string header)
    {
        await using var server = await FakeServer.StartAsync((context, n) =>
        {
            context.Response.Headers.RetryAfter = header;
            return AnswerAsync(context, n == 1 ? 503 : 200);
        });
        using var client = Client(server.Url);

        Assert.Equal(2, Ok(await client.PredictAsync(Body, default)).Attempts);
    }

    [Fact]
    public async Task RetryAfter_BeyondTheTimeInAll_FailsAtOnceAndSaysWhen()
    {
        await using var server = await StatusServerAsync(429, "", response => response.Headers.RetryAfter = "30");
        using var client = Client(server.Url, o => (o.AttemptTimeoutSeconds, o.TotalTimeoutSeconds) = (10, 30));

        var failure = Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);

        Assert.Equal(Clock.GetUtcNow().AddSeconds(30), failure.RetryAt);
        Assert.Contains("after 2025-08-13 10:42:37 UTC", failure.Advice, StringComparison.Ordinal);
        Assert.Equal(1, server.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Retries_AreAsManyAsSet(int retries)
    {
        await using var server = await StatusServerAsync(503, "", response => response.Headers.RetryAfter = "0");
        using var client = Client(server.Url, o => (o.Retries, o.BreakAfterFailures) = (retries, 0));

        Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);

        Assert.Equal(retries + 1, server.Count);
    }

    [Fact]
    public async Task CreateSessionAndDelete_AreNotSentAgainAfterAStatus()
    {
        await using var server = await StatusServerAsync(503);
        using var client = Client(server.Url);

        Failure(await client.CreateSessionAsync(Body, default), KumoFailureKind.Unavailable);
        Failure(await client.DeleteSessionAsync("s1", default), KumoFailureKind.Unavailable);

        Assert.Equal(2, server.Count);
    }

    [Fact]
    public async Task NobodyThere_PredictionsAndSessionsAreTriedAgain()
    {
        string url;
        await using (var gone = await StatusServerAsync(200))
            url = gone.Url;
        using var client = Client(url, o => (o.Retries, o.BreakAfterFailures) = (2, 0));

        foreach (var call in new[] { client.PredictAsync, client.CreateSessionAsync })
        {
            var reply = call(Body, default);
            await PassPauseAsync(Seconds(1));
            await PassPauseAsync(Seconds(2));

            var failure = Failure(await reply, KumoFailureKind.Unavailable);
            Assert.Contains($"No connection to {url}", failure.Message, StringComparison.Ordinal);
            Assert.Null(failure.Status);
        }
    }

    [Fact]
    public async Task NobodyThere_DeleteAndProbesAreTriedOnce()
    {
        using var client = Client("http://127.0.0.1:1");

        Failure(await client.DeleteSessionAsync("s1", default), KumoFailureKind.Unavailable);
        Failure(await client.IsReadyAsync(default), KumoFailureKind.Unavailable);
        Failure(await client.ModelsAsync(default), KumoFailureKind.Unavailable);

        Assert.Equal(0, Clock.WaitingTimers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cut_IsNotSentAgain(bool afterHeaders)
    {
        await using var server = await FakeServer.StartAsync(async (context, _) =>
        {
            if (afterHeaders)
            {
                context.Response.ContentLength = 100;
                await context.Response.WriteAsync("{\"half\":");
                await context.Response.Body.FlushAsync();
            }

            context.Abort();
        });
        using var client = Client(server.Url);

        var failure = Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);

        Assert.Contains("was cut", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Cut_BeforeTheConnectionReachesTheServer_AndMended_IsWell()
    {
        await using var server = await StatusServerAsync(200, "{}");
        await using var proxy = new CuttableProxy(new Uri(server.Url).Port);
        using var client = Client(proxy.Address.ToString());

        proxy.Cut();
        Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);
        proxy.Mend();

        Ok(await client.PredictAsync(Body, default));
    }
}
