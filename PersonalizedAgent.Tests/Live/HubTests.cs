using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Live;

/// <summary>A program on the hub, speaking SignalR's JSON protocol over a web socket as any client does.</summary>
public sealed class HubTests : IAsyncLifetime
{
    private const char EndOfMessage = '\u001e';

    private readonly AppHost _host = new();
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly StringBuilder _received = new();

    public ValueTask InitializeAsync()
    {
        _limit.CancelAfter(TimeSpan.FromSeconds(30));
        return default;
    }

    public ValueTask DisposeAsync()
    {
        _limit.Dispose();
        return _host.DisposeAsync();
    }

    private async Task<ClientWebSocket> ConnectAsync(string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        await socket.ConnectAsync(new Uri($"ws://{_host.Address.Authority}/hubs/recommendations"), TestContext.Current.CancellationToken);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await ReceiveAsync(socket)).GetRawText());
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + EndOfMessage), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    private async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var text = _received.ToString();
            if (text.IndexOf(EndOfMessage, StringComparison.Ordinal) is >= 0 and var end)
            {
                _received.Remove(0, end + 1);
                var message = JsonDocument.Parse(text[..end]).RootElement;
                if (message.TryGetProperty("type", out var type) && type.GetInt32() == 6)
                    continue; // A ping.
                return message;
            }

            var result = await socket.ReceiveAsync(buffer, _limit.Token);
            _received.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
        }
    }

    private Task<string> RecommendAsync(int userId) => _host.Client.GetStringAsync(new Uri($"/recommend/{userId}", UriKind.Relative));

    [Fact]
    public async Task Recommended_CarriesTheDecision()
    {
        using var socket = await ConnectAsync();

        using var response = await _host.Client.GetAsync(new Uri("/recommend/1", UriKind.Relative));

        var message = await ReceiveAsync(socket);
        Assert.Equal("recommended", message.GetProperty("target").GetString());
        var told = Assert.Single(message.GetProperty("arguments").EnumerateArray());
        Assert.Equal(1, told.GetProperty("sequence").GetInt64());
        Assert.Equal(Assert.Single(response.Headers.GetValues("X-Decision-Id")), told.GetProperty("decision_id").GetString());
        Assert.Equal(1, told.GetProperty("user_id").GetInt64());
        Assert.Equal("send_message", told.GetProperty("action").GetString());
        Assert.Equal(0.34, told.GetProperty("engagement_score").GetDouble());
        Assert.Equal("0.34 is not above the threshold 0.70: send_message", told.GetProperty("reason").GetString());
        Assert.Equal("MOCK", told.GetProperty("backend").GetString());
        Assert.Equal("rest", told.GetProperty("source").GetString());
        Assert.True(told.GetProperty("at").TryGetDateTimeOffset(out _));
    }

    [Fact]
    public async Task Recommended_ManyAtOnce_ComeInOrder_NoneLostOrDoubled()
    {
        using var socket = await ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => RecommendAsync(1 + i % 4)));

        for (var expected = 1; expected <= 200; expected++)
            Assert.Equal(expected, (await ReceiveAsync(socket)).GetProperty("arguments")[0].GetProperty("sequence").GetInt64());
    }

    private async Task<(long Sequence, long UserId)[]> AfterAsync(ClientWebSocket socket, string log, long sequence)
    {
        await SendAsync(socket, $$"""{"type":1,"invocationId":"7","target":"after","arguments":["{{log}}",{{sequence}}]}""");
        JsonElement answer;
        do
            answer = await ReceiveAsync(socket); // An event may come first; its sequence number tells.
        while (!answer.TryGetProperty("result", out _));
        return [.. answer.GetProperty("result").EnumerateArray().Select(told => (told.GetProperty("sequence").GetInt64(), told.GetProperty("user_id").GetInt64()))];
    }

    [Fact]
    public async Task After_GivesWhatWasMissed_AndEverythingOfAnotherLog()
    {
        string log;
        using (var first = await ConnectAsync())
        {
            await RecommendAsync(1);
            log = (await ReceiveAsync(first)).GetProperty("arguments")[0].GetProperty("log").GetString()!;
        }

        _received.Clear();
        await RecommendAsync(2);
        await RecommendAsync(3);
        using var socket = await ConnectAsync();

        Assert.Equal([(2, 2), (3, 3)], await AfterAsync(socket, log, 1));
        Assert.Equal([(1, 1), (2, 2), (3, 3)], await AfterAsync(socket, Guid.NewGuid().ToString(), 500));
    }

    [Fact]
    public async Task Recommended_ClientThatDoesNotRead_HoldsUpNobody()
    {
        using var idle = await ConnectAsync();
        using var socket = await ConnectAsync();

        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => RecommendAsync(1 + i % 4)));

        for (var expected = 1; expected <= 2000; expected++)
            Assert.Equal(expected, (await ReceiveAsync(socket)).GetProperty("arguments")[0].GetProperty("sequence").GetInt64());
    }

    [Fact]
    public async Task Connect_FromAnotherSite_IsRefused() =>
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync("http://evil.example"));
}
