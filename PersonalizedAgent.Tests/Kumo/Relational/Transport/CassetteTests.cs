using System.Text;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>Exchanges kept in files, and answers from them.</summary>
public sealed class CassetteTests : TransportTest, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private RelationalHttp Recorder(string url) => Client(url, o => (o.Key, o.Retries) = (RelationalKeyKind.Bearer, 0), Secret, new CassetteHandler(CassetteMode.Record, _folder));

    // Another server, no key, and nobody there.
    private RelationalHttp Player() => Client("http://127.0.0.1:1", o => (o.Key, o.RequestsPerDay) = (RelationalKeyKind.Bearer, 1), null, new CassetteHandler(CassetteMode.Replay, _folder));

    private string[] Files => Directory.GetFiles(_folder);

    private static byte[] Json(string json) => Encoding.UTF8.GetBytes(json);

    [Fact]
    public async Task Recorded_IsReplayedWithTheServerGone()
    {
        byte[] answer = [0xEF, 0xBB, 0xBF, .. "{\"a\" : \"ü\\u00fc\",\n\"b\":1.50}"u8];
        await using (var server = await FakeServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(answer)))
        {
            using var recorder = Recorder(server.Url);
            Assert.Equal(answer, Ok(await recorder.PredictAsync(Body, default)).Body);
        }

        using var player = Player();
        for (var i = 0; i < 3; i++) // Beyond the daily limit: nothing is sent.
            Assert.Equal(answer, Ok(await player.PredictAsync(Body, default)).Body);
        Assert.Single(Files);
    }

    [Fact]
    public async Task Recorded_HasNeitherKeyNorHost()
    {
        await using var server = await StatusServerAsync(200, "{}", response => response.Headers.SetCookie = "session=hunter2");
        using var recorder = Recorder(server.Url);
        Ok(await recorder.PredictAsync(Body, default));

        var text = await File.ReadAllTextAsync(Assert.Single(Files));

        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
        Assert.Contains("/v1/predictions", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Files[0]));
    }

    [Fact]
    public async Task NoText_IsKeptByteForByte()
    {
        byte[] sent = [0, 255, 254], answer = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        await using (var server = await FakeServer.StartAsync(async (context, _) => await context.Response.Body.WriteAsync(answer)))
        {
            using var recorder = Recorder(server.Url);
            Ok(await recorder.PredictAsync(sent, default));
        }

        using var player = Player();
        Assert.Equal(answer, Ok(await player.PredictAsync(sent, default)).Body);
    }

    [Fact]
    public async Task SameRequestAgain_ReplacesTheOlder()
    {
        await using var server = await FakeServer.StartAsync((context, n) => AnswerAsync(context, 200, $"{{\"n\":{n}}}"));
        using var recorder = Recorder(server.Url);
        Ok(await recorder.PredictAsync(Json("""{"a":1,"metadata":{"request_id":"x","k":1}}"""), default));
        Ok(await recorder.PredictAsync(Json("""{ "metadata" : {"k":1, "request_id":"y"}, "a":1 }"""), default));

        using var player = Player();
        Assert.Equal("""{"n":2}""", Text(Ok(await player.PredictAsync(Json("""{"metadata":{"k":1},"a":1}"""), default)).Body));
        Assert.Single(Files);
    }

    [Theory]
    [InlineData("""{"a":2,"metadata":{"k":1}}""")]
    [InlineData("""{"a":1.0,"metadata":{"k":1}}""")]
    [InlineData("""{"a":1,"metadata":{"k":2}}""")]
    [InlineData("""{"a":1,"metadata":{"k":1},"request_id":"x"}""")]
    [InlineData("""{"a":1,"metadata":{"k":1,"metadata":{"request_id":"x"}}}""")]
    [InlineData("""{"a":1}""")]
    [InlineData("not JSON")]
    public async Task AnythingElse_IsAnotherRequest(string other)
    {
        await using var server = await StatusServerAsync(200, "{}");
        using var recorder = Recorder(server.Url);
        Ok(await recorder.PredictAsync(Json("""{"a":1,"metadata":{"k":1}}"""), default));

        using var player = Player();
        var failure = Failure(await player.PredictAsync(Json(other), default), KumoFailureKind.NotRecorded);

        Assert.Contains("was not recorded", failure.Message, StringComparison.Ordinal);
        Assert.Matches("[0-9a-f]{64}", failure.Message);
    }

    [Fact]
    public async Task FolderMissing_SaysNotRecorded()
    {
        using var player = Client("http://127.0.0.1:1", null, null, new CassetteHandler(CassetteMode.Replay, Path.Combine(_folder, "nowhere")));

        Failure(await player.PredictAsync(Body, default), KumoFailureKind.NotRecorded);
        Failure(await player.IsReadyAsync(default), KumoFailureKind.NotRecorded);
    }

    [Fact]
    public async Task Sessions_AreToldApartByTheirContextNotByTheirId()
    {
        // As a server would: ids are new in every run, and the answer depends on the context.
        await using (var server = await FakeServer.StartAsync((context, n) => AnswerAsync(context, context.Request.Method == "DELETE" ? 204 : 200, context.Request.Path == "/v1/sessions" ? $"{{\"session_id\":\"s/{n}\"}}" : $"{{\"in\":\"{context.Request.Path}\"}}")))
        {
            using var recorder = Recorder(server.Url);
            Ok(await recorder.CreateSessionAsync(Json("""{"context":"engaged"}"""), default));
            Ok(await recorder.CreateSessionAsync(Json("""{"context":"churned"}"""), default));
            Ok(await recorder.PredictInSessionAsync("s/1", Body, default));
            Ok(await recorder.PredictInSessionAsync("s/2", Body, default));
            Ok(await recorder.DeleteSessionAsync("s/1", default));
        }

        Assert.Equal(5, Files.Length);
        using var player = Player();
        Ok(await player.CreateSessionAsync(Json("""{"context":"churned"}"""), default));
        Assert.Contains("2/predictions", Text(Ok(await player.PredictInSessionAsync("s/2", Body, default)).Body), StringComparison.Ordinal);
        Failure(await player.PredictInSessionAsync("s/1", Body, default), KumoFailureKind.NotRecorded);
        Ok(await player.CreateSessionAsync(Json("""{"context":"engaged"}"""), default));
        Assert.Contains("1/predictions", Text(Ok(await player.PredictInSessionAsync("s/1", Body, default)).Body), StringComparison.Ordinal);
        Ok(await player.DeleteSessionAsync("s/1", default));
    }

    [Fact]
    public async Task Failures_AreReplayedTooAndAtOnce()
    {
        await using (var server = await StatusServerAsync(429, "slow down", response => response.Headers.RetryAfter = "7"))
        {
            using var recorder = Recorder(server.Url);
            Failure(await recorder.PredictAsync(Body, default), KumoFailureKind.Unavailable);
        }

        using var player = Player();
        for (var i = 0; i < 9; i++)
        {
            var failure = Failure(await player.PredictAsync(Body, default), KumoFailureKind.Unavailable);
            Assert.Equal((429, "slow down", Clock.GetUtcNow().AddSeconds(7)), (failure.Status, Text(failure.Body), failure.RetryAt));
        }
    }

    [Fact]
    public async Task Redirects_AreReplayed()
    {
        await using (var server = await FakeServer.StartAsync((context, n) =>
        {
            context.Response.Headers.Location = $"http://{context.Request.Host}/moved?token=hunter2";
            return AnswerAsync(context, n == 1 ? 307 : 200, n == 1 ? "" : "{}");
        }))
        {
            using var recorder = Recorder(server.Url);
            Ok(await recorder.PredictAsync(Body, default));
        }

        Assert.All(Files, file => Assert.DoesNotContain("hunter2", File.ReadAllText(file), StringComparison.Ordinal));
        using var player = Player();
        Ok(await player.PredictAsync(Body, default));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1")]
    [InlineData("half")]
    [InlineData("other")]
    public async Task DamagedFile_SaysSo(string damage)
    {
        await using var server = await StatusServerAsync(200, "{}");
        using var recorder = Recorder(server.Url);
        Ok(await recorder.PredictAsync(Body, default));
        var file = Assert.Single(Files);
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, damage switch { "half" => text[..(text.Length / 2)], "other" => text.Replace("kumo-relational", "kumo-tabular", StringComparison.Ordinal), _ => damage });

        using var player = Player();
        var failure = Failure(await player.PredictAsync(Body, default), KumoFailureKind.NotRecorded);

        Assert.Contains("is damaged", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Delete the file", failure.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FolderThatCannotBe_SaysSo()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");
        await using var server = await StatusServerAsync(200, "{}");
        using var recorder = Client(server.Url, null, null, new CassetteHandler(CassetteMode.Record, file));

        Assert.Contains("could not be recorded", Failure(await recorder.PredictAsync(Body, default), KumoFailureKind.NotRecorded).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Off_KeepsNothing()
    {
        await using var server = await StatusServerAsync(200, "{}");
        using var client = Client(server.Url, null, null, new CassetteHandler(CassetteMode.Off, _folder));

        Ok(await client.PredictAsync(Body, default));

        Assert.Empty(Files);
    }

    [Fact]
    public async Task ManyAtOnce_LeaveWholeFilesOnly()
    {
        await using var server = await StatusServerAsync(200, "{}");
        using var recorder = Client(server.Url, o => o.MaxConcurrent = 16, null, new CassetteHandler(CassetteMode.Record, _folder));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => recorder.PredictAsync(Json($"{{\"a\":{i % 4}}}"), default)));

        Assert.Equal(4, Files.Length);
        Assert.All(Files, file => Assert.EndsWith(".json", file, StringComparison.Ordinal));
        using var player = Player();
        for (var i = 0; i < 4; i++)
            Ok(await player.PredictAsync(Json($"{{\"a\":{i}}}"), default));
    }
}
