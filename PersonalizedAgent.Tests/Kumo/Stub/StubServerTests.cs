using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using PersonalizedAgent.Benchmarks;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Tests.Kumo.Stub;

/// <summary>Paths, keys, records and the command.</summary>
public sealed class StubServerTests : StubTest
{
    private const string Key = "stub-key-1234";

    private static readonly byte[] Body = StubRequests.NewBinary().Bytes();

    [Fact]
    public async Task Probes_AreAnswered()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);

        Ok(await client.IsReadyAsync(default));
        var models = Ok(await client.ModelsAsync(default));
        server.Script.NotReady = true;

        Failed(await client.IsReadyAsync(default), KumoFailureKind.Unavailable, 503);
        Assert.Contains("\"kumo-relational\"", Encoding.UTF8.GetString(models), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CataloguePath_IsServed()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server, options => options.PredictionsPath = StubRoute.CataloguePath);

        Read(AnswerReader.Probabilities(Ok(await client.PredictAsync(Body, default)), OneRow));
    }

    [Theory]
    [InlineData("GET", "/v1/predictions", 405)]
    [InlineData("POST", "/v1/models", 405)]
    [InlineData("GET", "/v1/sessions/a", 405)]
    [InlineData("POST", "/v2/predictions", 404)]
    [InlineData("GET", "/", 404)]
    [InlineData("DELETE", "/v1/sessions/", 404)]
    [InlineData("POST", "/v1/predictions", 415)]
    public async Task Paths_ThatAreNotServed_SayWhy(string method, string path, int status)
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
            request.Content = new StringContent("{}", new MediaTypeHeaderValue("text/plain"));

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, ProblemReader.Read(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))!.Status);
    }

    [Theory]
    [InlineData(RelationalKeyKind.XApiKey, RelationalKeyKind.XApiKey, Key, true)]
    [InlineData(RelationalKeyKind.Bearer, RelationalKeyKind.Bearer, Key, true)]
    [InlineData(RelationalKeyKind.XApiKey, RelationalKeyKind.XApiKey, "other", false)]
    [InlineData(RelationalKeyKind.Bearer, RelationalKeyKind.Bearer, "other", false)]
    [InlineData(RelationalKeyKind.XApiKey, RelationalKeyKind.Bearer, Key, false)]
    [InlineData(RelationalKeyKind.Bearer, RelationalKeyKind.XApiKey, Key, false)]
    [InlineData(RelationalKeyKind.XApiKey, RelationalKeyKind.None, Key, false)]
    [InlineData(RelationalKeyKind.None, RelationalKeyKind.Bearer, "any", true)]
    public async Task Key_MustBeRight(RelationalKeyKind wanted, RelationalKeyKind sent, string key, bool passes)
    {
        await using var server = await KumoStubServer.StartAsync(new KumoStubOptions { KeyKind = wanted, Key = Key });
        using var client = Client(server, options => options.Key = sent, key);

        var reply = await client.PredictAsync(Body, default);

        if (passes)
            Ok(reply);
        else
            Assert.Equal("UNAUTHORIZED", ProblemReader.Read(Failed(reply, KumoFailureKind.Unauthorized, 401).Body)!.Code);
        var headers = Assert.Single(server.Requests).Headers;
        Assert.DoesNotContain(headers, header => header.Value.Contains(key, StringComparison.Ordinal));
        Assert.Equal("application/json", headers["content-type"]);
    }

    [Fact]
    public async Task Key_NotSaid_CannotBeAskedFor() =>
        await Assert.ThrowsAsync<ArgumentException>(() => KumoStubServer.StartAsync(new KumoStubOptions { KeyKind = RelationalKeyKind.Bearer }));

    [Fact]
    public async Task Requests_AreKeptAsTheyCame()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);

        Ok(await client.PredictAsync(Body, default));
        Ok(await client.DeleteSessionAsync("a/b c", default));

        Assert.Equal([("POST", "/v1/predictions"), ("DELETE", "/v1/sessions/a%2Fb%20c")], server.Requests.Select(request => (request.Method, request.Path)));
        Assert.Equal(Body, server.Requests[0].Body.ToArray());
        Assert.Equal((1, 1, 0), (server.CountOf(CallKind.Predict), server.CountOf(CallKind.DeleteSession), server.CountOf(CallKind.Models)));
    }

    [Fact]
    public async Task Body_BeyondTheLimit_Is413()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var body = new byte[ContractChecker.MostBytes + 100_000];
        Array.Fill(body, (byte)' ');

        Failed(await client.PredictAsync(body, default), KumoFailureKind.TooLarge, 413);
    }

    [Fact]
    public async Task Log_HasALineARequest_WithoutWhatItHolds()
    {
        var lines = new ConcurrentQueue<StubLogLine>();
        await using (var server = await KumoStubServer.StartAsync(new KumoStubOptions { Log = lines.Enqueue, KeepsRequests = false }))
        {
            using var client = Client(server);
            Ok(await client.PredictAsync(Body, default));
            Ok(await client.DeleteSessionAsync("Ada", default));
            using var plain = new HttpClient();
            using var response = await plain.GetAsync(new Uri(server.Url + "/Ada?name=Ada"), TestContext.Current.CancellationToken);
            server.Script.Next(StubTurn.Cut);
            Failed(await client.PredictAsync(Body, default), KumoFailureKind.Unavailable, null);
            await Support.Eventually.TrueAsync(() => lines.Count == 4, "four lines");
            Assert.Equal(4, server.Count);
            Assert.Empty(server.Requests);
        }

        Assert.Equal(
            ["POST /v1/predictions  1 rows  200", "DELETE /v1/sessions/{id}  -  204", "GET (unknown path)  -  404", "POST /v1/predictions  -  closed"],
            lines.Select(line => line.ToString()[..line.ToString().LastIndexOf("  ", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task Command_PrintsItsAddress_AndStopsWhenTold()
    {
        using var stop = new CancellationTokenSource();
        await using var output = new LineWriter();
        var (options, script) = KumoStubCommand.Read(Options("--port", "0", "--key", Key, "--key-kind", "Bearer", "--no-ranking", "1", "--no-sessions", "1"));
        Assert.Equal((RelationalKeyKind.Bearer, Key, TimeSpan.Zero, (int?)404, true), (options.KeyKind, options.Key, options.Delay, script.NoSessions, script.NoRanking));

        var run = KumoStubCommand.RunAsync(options, script, output, stop.Token);
        var first = await output.First;
        await stop.CancelAsync();

        Assert.Equal(0, await run);
        Assert.Contains("http://127.0.0.1:", first, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_PortTaken_SaysSo()
    {
        await using var server = await KumoStubServer.StartAsync();

        var e = await Assert.ThrowsAsync<UsageException>(() => KumoStubCommand.RunAsync(
            new KumoStubOptions { Port = new Uri(server.Url).Port }, new KumoStubScript(), TextWriter.Null, TestContext.Current.CancellationToken));

        Assert.Contains("is taken", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "65536")]
    [InlineData("--key-kind", "Bearer")]
    [InlineData("--key", "k", "--key-kind", "Cookie")]
    [InlineData("--delay", "soon")]
    public void Command_OptionsThatMakeNoSense_AreRefused(params string[] args) => Assert.Throws<UsageException>(() => KumoStubCommand.Read(Options(args)));

    [Fact]
    public void Command_ByDefault_IsPort8000WithoutKey()
    {
        var (options, script) = KumoStubCommand.Read(Options());

        Assert.Equal((8000, RelationalKeyKind.None, false), (options.Port, options.KeyKind, options.KeepsRequests));
        Assert.Equal((null, false), (script.NoSessions, script.NoRanking));
        Assert.Equal(RelationalKeyKind.XApiKey, KumoStubCommand.Read(Options("--key", "k")).Options.KeyKind);
    }

    private static Options Options(params string[] args) => PersonalizedAgent.Benchmarks.Options.Parse(args);

    private sealed class LineWriter : TextWriter
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task;

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => _first.TrySetResult(value!);
    }
}
