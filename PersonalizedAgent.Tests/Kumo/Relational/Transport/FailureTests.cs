using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>The table of statuses.</summary>
public sealed class FailureTests : TransportTest
{
    [Theory]
    [InlineData(400, nameof(KumoFailureKind.InvalidRequest), "answer says")]
    [InlineData(422, nameof(KumoFailureKind.InvalidRequest), "answer says")]
    [InlineData(401, nameof(KumoFailureKind.Unauthorized), "KUMO_API_KEY")]
    [InlineData(403, nameof(KumoFailureKind.Unauthorized), "Kumo:Relational:Key")]
    [InlineData(404, nameof(KumoFailureKind.NotFound), "Kumo:Relational:BaseUrl and Kumo:Relational:PredictionsPath")]
    [InlineData(413, nameof(KumoFailureKind.TooLarge), "fewer users")]
    [InlineData(408, nameof(KumoFailureKind.Unavailable), "again later")]
    [InlineData(429, nameof(KumoFailureKind.Unavailable), "again later")]
    [InlineData(500, nameof(KumoFailureKind.Unavailable), "again later")]
    [InlineData(501, nameof(KumoFailureKind.Unavailable), "again later")]
    [InlineData(502, nameof(KumoFailureKind.Unavailable), "again later")]
    [InlineData(503, nameof(KumoFailureKind.Unavailable), "again later")]
    [InlineData(504, nameof(KumoFailureKind.Unavailable), "again later")]
    [InlineData(402, nameof(KumoFailureKind.Unavailable), "BaseUrl")]
    [InlineData(405, nameof(KumoFailureKind.Unavailable), "BaseUrl")]
    [InlineData(418, nameof(KumoFailureKind.Unavailable), "BaseUrl")]
    [InlineData(304, nameof(KumoFailureKind.Unavailable), "BaseUrl")]
    public async Task Predict_Status_BecomesItsKind(int status, string kind, string advice)
    {
        var body = status == 304 ? "" : """{"detail":"no Ada here"}""";
        await using var server = await StatusServerAsync(status, body);
        using var client = Client(server.Url, o => (o.Retries, o.Key) = (0, RelationalKeyKind.Bearer), Secret);

        var failure = Failure(await client.PredictAsync(Body, default), Enum.Parse<KumoFailureKind>(kind));

        Assert.Contains(advice, failure.Advice, StringComparison.Ordinal);
        Assert.Contains($"HTTP {status}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(status, failure.Status);
        Assert.Equal(body, Text(failure.Body));
        Assert.Equal(1, server.Count);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task CreateSession_NoSuchThing_IsNotSupported(int status)
    {
        await using var server = await StatusServerAsync(status);
        using var client = Client(server.Url);

        Failure(await client.CreateSessionAsync(Body, default), KumoFailureKind.NotSupported);
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task PredictInSession_NotFound_SaysThatItIsGone()
    {
        await using var server = await StatusServerAsync(404, """{"code":"SESSION_NOT_FOUND"}""");
        using var client = Client(server.Url);

        var failure = Failure(await client.PredictInSessionAsync("s1", Body, default), KumoFailureKind.NotFound);

        Assert.Contains("session is gone", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task DeleteSession_DoneOrGone_IsWell(int status)
    {
        await using var server = await StatusServerAsync(status);
        using var client = Client(server.Url);

        Ok(await client.DeleteSessionAsync("s1", default));
    }

    [Fact]
    public async Task BadGateway_WithHtml_KeepsThePage()
    {
        await using var server = await StatusServerAsync(502, "<html><h1>502 Bad Gateway</h1></html>", response => response.ContentType = "text/html");
        using var client = Client(server.Url, o => o.Retries = 0);

        var failure = Failure(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable);

        Assert.Equal("<html><h1>502 Bad Gateway</h1></html>", Text(failure.Body));
        Assert.DoesNotContain("<html>", failure.Message + failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsReady_503_SaysNotYetAtOnce()
    {
        await using var server = await StatusServerAsync(503);
        using var client = Client(server.Url);

        var failure = Failure(await client.IsReadyAsync(default), KumoFailureKind.Unavailable);

        Assert.Contains("not ready yet", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Count);
    }
}
