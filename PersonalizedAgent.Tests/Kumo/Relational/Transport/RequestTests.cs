using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>What is sent, and what an answer becomes.</summary>
public sealed class RequestTests : TransportTest
{
    [Fact]
    public async Task Predict_SendsTheBodyAndReturnsTheAnswer()
    {
        await using var server = await StatusServerAsync(200, """{"id":"p1"}""");
        using var client = Client(server.Url);

        var ok = Ok(await client.PredictAsync(Body, default));

        Assert.Equal("""{"id":"p1"}""", Text(ok.Body));
        Assert.Equal((1, TimeSpan.Zero), (ok.Attempts, ok.Took));
        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/v1/predictions"), (request.Method, request.Path));
        Assert.Equal(Body, request.Body);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.False(request.Headers.ContainsKey("X-API-Key"));
        Assert.False(request.Headers.ContainsKey("Authorization"));
        Assert.Equal(0, Clock.WaitingTimers);
    }

    [Theory]
    [InlineData(RelationalKeyKind.None, null, null)]
    [InlineData(RelationalKeyKind.XApiKey, Secret, null)]
    [InlineData(RelationalKeyKind.Bearer, null, $"Bearer {Secret}")]
    public async Task Key_IsSentAsSetAndOnlyThen(RelationalKeyKind kind, string? apiKey, string? authorization)
    {
        await using var server = await StatusServerAsync(200, "{}");
        using var client = Client(server.Url, o => o.Key = kind, Secret);

        Ok(await client.PredictAsync(Body, default));

        var headers = Assert.Single(server.Requests).Headers;
        Assert.Equal(apiKey, headers.GetValueOrDefault("X-API-Key"));
        Assert.Equal(authorization, headers.GetValueOrDefault("Authorization"));
    }

    [Fact]
    public async Task Key_Missing_NothingIsSent()
    {
        await using var server = await StatusServerAsync(200, "{}");
        using var client = Client(server.Url, o => o.Key = RelationalKeyKind.Bearer);

        var failure = Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unauthorized);

        Assert.Contains("KUMO_API_KEY", failure.Advice, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Paths_AreBelowTheBaseAndIdsAreEncoded()
    {
        await using var server = await StatusServerAsync(200, "{}");
        using var client = Client($"{server.Url}/kumo/", o => o.PredictionsPath = "/v1/structured-data/nvidia/kumo-relational/predictions");

        Ok(await client.PredictAsync(Body, default));
        Ok(await client.CreateSessionAsync(Body, default));
        Ok(await client.PredictInSessionAsync("a/b ?#%ü", Body, default));
        Ok(await client.DeleteSessionAsync("a/../b", default));
        Ok(await client.IsReadyAsync(default));
        Ok(await client.ModelsAsync(default));

        Assert.Equal(
            [
                "POST /kumo/v1/structured-data/nvidia/kumo-relational/predictions",
                "POST /kumo/v1/sessions",
                "POST /kumo/v1/sessions/a%2Fb%20%3F%23%25%C3%BC/predictions",
                "DELETE /kumo/v1/sessions/a%2F..%2Fb",
                "GET /kumo/v1/health/ready",
                "GET /kumo/v1/models",
            ],
            server.Requests.Select(request => $"{request.Method} {request.Path}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task SessionId_ThatWouldBeAnotherPath_IsRefused(string id)
    {
        using var client = Client("http://localhost:1");

        await Assert.ThrowsAsync<ArgumentException>(() => client.PredictInSessionAsync(id, Body, default));
        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteSessionAsync(id, default));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public async Task Answer_BeyondTheLimit_IsNotReadToItsEnd(int length, bool isOk)
    {
        foreach (var withLength in new[] { true, false })
        {
            await using var server = await StatusServerAsync(200, new string(' ', length), response => response.ContentLength = withLength ? length : null);
            using var client = new RelationalHttp(Options(server.Url), null, Clock) { MaxAnswerBytes = 64 };

            var reply = await client.PredictAsync(Body, default);

            if (isOk)
                Assert.Equal(length, Ok(reply).Body.Length);
            else
                Failure(reply, KumoFailureKind.InvalidAnswer);
            Assert.Equal(1, server.Count);
        }
    }

    [Fact]
    public void Answer_LimitByDefault_Is64MiB()
    {
        using var client = Client("http://localhost:1");

        Assert.Equal(67_108_864, client.MaxAnswerBytes);
    }

    [Fact]
    public async Task Answer_WithoutEnd_StopsAtTheLimit()
    {
        await using var server = await FakeServer.StartAsync(async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(new byte[1024]);
        });
        using var client = new RelationalHttp(Options(server.Url), null, Clock) { MaxAnswerBytes = 100_000 };

        Failure(await client.PredictAsync(Body, default), KumoFailureKind.InvalidAnswer);
    }

    [Fact]
    public async Task Answer_Zipped_IsUnpackedAndTheLimitCountsUnpacked()
    {
        await using var server = await FakeServer.StartAsync(async (context, n) =>
        {
            Assert.Equal("gzip", context.Request.Headers.AcceptEncoding);
            context.Response.Headers.ContentEncoding = "gzip";
            if (n == 3)
            {
                await context.Response.WriteAsync("no gzip at all, by far");
                return;
            }

            await using var zip = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
            await zip.WriteAsync(new byte[n == 1 ? 1000 : 1001]);
        });
        using var client = new RelationalHttp(Options(server.Url), null, Clock) { MaxAnswerBytes = 1000 };

        Assert.Equal(1000, Ok(await client.PredictAsync(Body, default)).Body.Length);
        Failure(await client.PredictAsync(Body, default), KumoFailureKind.InvalidAnswer);
        Failure(await client.PredictAsync(Body, default), KumoFailureKind.InvalidAnswer);
    }

    [Fact]
    public async Task Failure_BodyIsKeptUpTo64KiB()
    {
        await using var server = await StatusServerAsync(422, new string('x', 70_000));
        using var client = Client(server.Url);

        var failure = Failure(await client.PredictAsync(Body, default), KumoFailureKind.InvalidRequest);

        Assert.Equal(65_536, failure.Body.Length);
        Assert.Equal(422, failure.Status);
    }
}
