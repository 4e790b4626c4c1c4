using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>The limit of requests per day.</summary>
public sealed class QuotaTests : TransportTest
{
    [Fact]
    public async Task Limit_Reached_RefusesUntilMidnightUtc()
    {
        await using var server = await StatusServerAsync(200, "{}");
        using var client = Client(server.Url, o => o.RequestsPerDay = 2);

        Assert.Equal(2, client.RequestsLeft);
        Ok(await client.PredictAsync(Body, default));
        Assert.Equal(1, client.RequestsLeft);
        Ok(await client.CreateSessionAsync(Body, default));
        Assert.Equal(0, client.RequestsLeft);

        var failure = Failure(await client.PredictAsync(Body, default), KumoFailureKind.QuotaReached);
        Assert.Contains("2 requests a day", failure.Message, StringComparison.Ordinal);
        Assert.Contains("2025-08-14 00:00 UTC", failure.Message, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2025, 8, 14, 0, 0, 0, TimeSpan.Zero), failure.RetryAt);
        Ok(await client.IsReadyAsync(default)); // What asks for nothing costs nothing.
        Ok(await client.DeleteSessionAsync("s1", default));
        Assert.Equal(4, server.Count);

        Clock.Advance(failure.RetryAt!.Value - Clock.GetUtcNow() - TimeSpan.FromTicks(1));
        Failure(await client.PredictAsync(Body, default), KumoFailureKind.QuotaReached);
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(2, client.RequestsLeft);
        Ok(await client.PredictAsync(Body, default));
    }

    [Fact]
    public async Task Retries_Count_AndStopAtTheLimit()
    {
        await using var server = await StatusServerAsync(503, "", response => response.Headers.RetryAfter = "0");
        using var client = Client(server.Url, o => o.RequestsPerDay = 2);

        Failure(await client.PredictAsync(Body, default), KumoFailureKind.QuotaReached);

        Assert.Equal(2, server.Count);
    }

    [Fact]
    public async Task NobodyThere_DoesNotCount()
    {
        using var client = Client("http://127.0.0.1:1", o => (o.RequestsPerDay, o.Retries) = (1, 0));

        Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);

        Assert.Equal(1, client.RequestsLeft);
    }

    [Fact]
    public async Task NoLimit_HasNothingLeftToCount()
    {
        await using var server = await StatusServerAsync(200, "{}");
        using var client = Client(server.Url);

        Ok(await client.PredictAsync(Body, default));

        Assert.Null(client.RequestsLeft);
    }

    [Fact]
    public void TryTake_ByManyAtOnce_GivesAsManyAsThereAre()
    {
        var quota = new DailyQuota(1000, Clock);
        var taken = 0;

        Parallel.For(0, 3000, _ =>
        {
            if (quota.TryTake(out var _))
                Interlocked.Increment(ref taken);
        });

        Assert.Equal((1000, 0), (taken, quota.Left));
    }

    [Fact]
    public void GiveBack_AfterMidnight_IsOfNoUse()
    {
        var quota = new DailyQuota(5, Clock);
        quota.TryTake(out var day);
        Clock.Advance(TimeSpan.FromDays(1));

        quota.GiveBack(day);

        Assert.Equal(5, quota.Left);
    }
}
