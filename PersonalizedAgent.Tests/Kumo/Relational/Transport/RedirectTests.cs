using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>Where a request may be sent on, and whether the key goes along.</summary>
public sealed class RedirectTests : TransportTest
{
    private static Task<FakeServer> ServerAsync(Func<string, string?> target, int status = 307) => FakeServer.StartAsync((context, _) =>
    {
        if (target(context.Request.Path) is not { } location)
            return AnswerAsync(context, 200);
        context.Response.Headers.Location = location;
        return AnswerAsync(context, status, "");
    });

    private static string? KeyOf(FakeServer.Request request) => request.Headers.GetValueOrDefault("X-API-Key");

    private RelationalHttp KeyClient(string url) => Client(url, o => o.Key = RelationalKeyKind.XApiKey, Secret);

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task SameOrigin_KeepsMethodBodyAndKey(int status)
    {
        await using var server = await ServerAsync(path => path == "/v1/predictions" ? "/v2/predictions" : null, status);
        using var client = KeyClient(server.Url);

        Assert.Equal(1, Ok(await client.PredictAsync(Body, default)).Attempts);

        var last = server.Requests[1];
        Assert.Equal(("POST", "/v2/predictions", Secret), (last.Method, last.Path, KeyOf(last)));
        Assert.Equal(Body, last.Body);
        Assert.Equal("application/json", last.Headers["Content-Type"]);
    }

    [Fact]
    public async Task OtherOrigin_DropsTheKeyForGood()
    {
        string? home = null;
        await using var other = await ServerAsync(_ => $"{home}/back");
        await using var server = await ServerAsync(path => path == "/v1/predictions" ? $"{other.Url}/there" : null);
        home = server.Url;
        using var client = KeyClient(server.Url);

        Ok(await client.PredictAsync(Body, default));

        Assert.Null(KeyOf(Assert.Single(other.Requests)));
        Assert.Equal(["/v1/predictions", "/back"], server.Requests.Select(request => request.Path));
        Assert.Equal([Secret, null], server.Requests.Select(KeyOf));
    }

    [Fact]
    public async Task OtherOrigin_WantsAKey_SaysWhyItGotNone()
    {
        await using var other = await StatusServerAsync(401);
        await using var server = await ServerAsync(_ => other.Url.Replace("//", "//ada:hunter2@", StringComparison.Ordinal));
        using var client = KeyClient(server.Url);

        var failure = Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unauthorized);

        Assert.Contains("redirected to another server", failure.Message, StringComparison.Ordinal);
        Assert.False(Assert.Single(other.Requests).Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task ManyInARow_AreFollowedUpToFive(int redirects, bool isOk)
    {
        await using var server = await ServerAsync(path => path == "/v1/predictions" ? "/1" : int.Parse(path[1..]) < redirects ? $"/{int.Parse(path[1..]) + 1}" : null);
        using var client = KeyClient(server.Url);

        var reply = await client.PredictAsync(Body, default);

        if (isOk)
            Ok(reply);
        else
            Assert.Contains("more than 5 times", Failure(reply, KumoFailureKind.Unavailable).Message, StringComparison.Ordinal);
        Assert.Equal(6, server.Count);
    }

    [Fact]
    public async Task Loop_Ends()
    {
        await using var server = await ServerAsync(path => path);
        using var client = KeyClient(server.Url);

        Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);

        Assert.Equal(6, server.Count);
    }

    [Fact]
    public async Task HttpsToHttp_IsNotFollowed()
    {
        await using var plain = await StatusServerAsync(200);
        await using var secure = await FakeServer.StartSecureAsync((context, n) =>
        {
            context.Response.Headers.Location = n == 1 ? "/again" : plain.Url;
            return AnswerAsync(context, 307, "");
        });
        using var client = Client(secure.Url, o => o.Key = RelationalKeyKind.Bearer, Secret, FakeServer.Trusting());

        var failure = Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);

        Assert.Contains("from https to http", failure.Message, StringComparison.Ordinal);
        Assert.Empty(plain.Requests);
        Assert.All(secure.Requests, request => Assert.Equal($"Bearer {Secret}", request.Headers["Authorization"]));
        Assert.Equal(2, secure.Count);
    }

    [Fact]
    public async Task UnknownCertificate_IsNotTrusted()
    {
        await using var secure = await FakeServer.StartSecureAsync((context, _) => AnswerAsync(context, 200));
        using var client = Client(secure.Url);

        Assert.Contains("not trusted", Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable).Message, StringComparison.Ordinal);
        Assert.Equal(0, secure.Count);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    public async Task StatusesThatLoseTheBody_AreFollowedForProbesOnly(int status)
    {
        await using var server = await ServerAsync(path => path == "/moved" ? null : "/moved", status);
        using var client = Client(server.Url);

        Ok(await client.IsReadyAsync(default));
        Assert.Contains("lose its body", Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://localhost/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public async Task Location_NoHttp_IsNotFollowed(string location)
    {
        await using var server = await ServerAsync(path => path == "/v1/predictions" ? location : null);
        using var client = Client(server.Url);

        Assert.IsType<KumoReply.Failed>(await client.PredictAsync(Body, default));
    }
}
