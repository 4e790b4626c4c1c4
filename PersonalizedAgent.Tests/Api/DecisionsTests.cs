using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Api;

/// <summary>Receipts, rewards, replay and the chain on the real host.</summary>
public sealed class DecisionsTests : IAsyncLifetime
{
    private readonly AppHost _app = new();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<string> DecideAsync(int user = 3)
    {
        using var response = await _app.Client.GetAsync(new Uri($"/recommend/{user}", UriKind.Relative), Token);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("X-Decision-Id").Single();
    }

    private async Task<JsonElement> GetAsync(string path) => await _app.Client.GetFromJsonAsync<JsonElement>(path, Token);

    private Task<HttpResponseMessage> RewardAsync(string id, string body) =>
        _app.Client.PostAsync(new Uri($"/api/decisions/{id}/reward", UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Token);

    private static async Task AssertAsync(HttpStatusCode status, string? said, Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.Equal(status, response.StatusCode);
        if (said is null)
            Assert.Empty(text);
        else
            Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receipt_HoldsAllOfIt()
    {
        var id = await DecideAsync();

        var body = await GetAsync($"/api/decisions/{id}");

        var receipt = body.GetProperty("receipt");
        Assert.Equal((1, 64, JsonValueKind.Null), (body.GetProperty("sequence").GetInt32(), body.GetProperty("hash").GetString()!.Length, body.GetProperty("reward").ValueKind));
        Assert.Equal(id, receipt.GetProperty("id").GetString());
        Assert.Equal("threshold", receipt.GetProperty("policy").GetString());
        Assert.Equal("threshold-1", receipt.GetProperty("policy_version").GetString());
        Assert.Equal(1, receipt.GetProperty("choice").GetProperty("propensity").GetDouble());
        Assert.Equal(3, receipt.GetProperty("choice").GetProperty("candidates").GetArrayLength());
        Assert.Equal(3, receipt.GetProperty("user").GetProperty("user_id").GetInt32());
        Assert.Equal("mock", receipt.GetProperty("prediction").GetProperty("backend").GetString());
        Assert.InRange(receipt.GetProperty("draw").GetDouble(), 0, 1);
        Assert.Equal(0.7, receipt.GetProperty("settings").GetProperty("engagement_threshold").GetDouble());
    }

    [Fact]
    public async Task Receipt_UnknownId_Is404()
    {
        await AssertAsync(HttpStatusCode.NotFound, "Decision not found", _app.Client.GetAsync(new Uri($"/api/decisions/{Guid.Empty}", UriKind.Relative), Token));
        await AssertAsync(HttpStatusCode.NotFound, "Decision not found", _app.Client.PostAsync(new Uri($"/api/decisions/{Guid.Empty}/replay", UriKind.Relative), null, Token));
    }

    [Theory]
    [InlineData("{\"value\": 0}")]
    [InlineData("{\"value\": 1}")]
    [InlineData("{\"value\": 0.5, \"more\": 1}")]
    public async Task Reward_IsTaken_Once(string body)
    {
        var id = await DecideAsync();

        await AssertAsync(HttpStatusCode.NoContent, null, RewardAsync(id, body));
        await AssertAsync(HttpStatusCode.NoContent, null, RewardAsync(id, body));
        await AssertAsync(HttpStatusCode.Conflict, "Another reward was recorded", RewardAsync(id, "{\"value\": 0.25}"));

        Assert.Equal(JsonDocument.Parse(body).RootElement.GetProperty("value").GetDouble(), (await GetAsync($"/api/decisions/{id}")).GetProperty("reward").GetProperty("value").GetDouble());
    }

    [Theory]
    [InlineData("{\"value\": -0.001}")]
    [InlineData("{\"value\": 1.001}")]
    [InlineData("{\"value\": \"1\"}")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("no json")]
    [InlineData("")]
    public async Task Reward_OutOfRangeOrNoReward_Is422(string body) =>
        await AssertAsync(HttpStatusCode.UnprocessableEntity, "a value from 0 to 1", RewardAsync(await DecideAsync(), body));

    [Fact]
    public async Task Reward_UnknownDecision_Is404() => await AssertAsync(HttpStatusCode.NotFound, "Decision not found", RewardAsync(Guid.Empty.ToString(), "{\"value\": 1}"));

    [Fact]
    public async Task Reward_TooLateTooEarlyOrInTheFuture_Is422()
    {
        var id = await DecideAsync();
        var now = DateTimeOffset.UtcNow;

        await AssertAsync(HttpStatusCode.UnprocessableEntity, "came too late: it counts within 7.00:00:00", RewardAsync(await OldAsync(TimeSpan.FromDays(8)), "{\"value\": 1}"));
        await AssertAsync(HttpStatusCode.UnprocessableEntity, "older than its decision", RewardAsync(id, $"{{\"value\": 1, \"at\": \"{now.AddDays(-1):O}\"}}"));
        await AssertAsync(HttpStatusCode.UnprocessableEntity, "lies in the future", RewardAsync(id, $"{{\"value\": 1, \"at\": \"{now.AddDays(1):O}\"}}"));
        await AssertAsync(HttpStatusCode.NoContent, null, RewardAsync(await OldAsync(TimeSpan.FromDays(6)), "{\"value\": 1}"));
        await AssertAsync(HttpStatusCode.NoContent, null, RewardAsync(await OldAsync(TimeSpan.FromDays(8)), $"{{\"value\": 1, \"at\": \"{now.AddDays(-2):O}\"}}"));
    }

    [Fact]
    public async Task NothingCame_DefaultCounts()
    {
        var (old, young) = (await OldAsync(TimeSpan.FromDays(8)), await OldAsync(TimeSpan.FromDays(6)));
        var defaults = ActivatorUtilities.CreateInstance<DefaultRewards>(_app.Services);

        Assert.InRange(await defaults.RecordAsync(Token), 0, 1);

        await Eventually.TrueAsync(() => _app.Get<IDecisionLog>().Newest(2)[1].Reward is not null, "the default");
        Assert.Equal("0 True", $"{(await GetAsync($"/api/decisions/{old}")).GetProperty("reward").GetProperty("value")} {(await GetAsync($"/api/decisions/{old}")).GetProperty("reward").GetProperty("default")}");
        Assert.Equal(JsonValueKind.Null, (await GetAsync($"/api/decisions/{young}")).GetProperty("reward").ValueKind);
        Assert.Equal(0, await defaults.RecordAsync(Token));
        await AssertAsync(HttpStatusCode.UnprocessableEntity, "came too late", RewardAsync(old, "{\"value\": 1}"));
    }

    [Fact]
    public async Task Replay_IsEqual_AndSaysWhatWasTakenFromTheReceipt()
    {
        var id = await DecideAsync();

        using var response = await _app.Client.PostAsync(new Uri($"/api/decisions/{id}/replay", UriKind.Relative), null, Token);

        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.True(body.GetProperty("equal").GetBoolean());
        Assert.Contains("MOCK does not answer a question twice alike", body.GetProperty("note").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, _app.Get<IDecisionLog>().Count);
    }

    [Fact]
    public async Task Verify_AllIntact()
    {
        for (var i = 1; i <= 4; i++)
            await DecideAsync(i);

        var body = await GetAsync("/api/decisions/verify");

        Assert.Equal((4, JsonValueKind.Null), (body.GetProperty("intact").GetInt32(), body.GetProperty("break").ValueKind));
    }

    [Fact]
    public async Task Export_IsALineADecision_Narrowed()
    {
        await DecideAsync(1);
        var id = await DecideAsync(2);
        await DecideAsync(1);
        await AssertAsync(HttpStatusCode.NoContent, null, RewardAsync(id, "{\"value\": 1}"));

        async Task<string> SequencesAsync(string query) => string.Join(" ",
            (await _app.Client.GetStringAsync(new Uri("/api/decisions.jsonl" + query, UriKind.Relative), Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetInt32()));

        Assert.Equal("1 2 3", await SequencesAsync(""));
        Assert.Equal("1 3", await SequencesAsync("?user=1"));
        Assert.Equal("2", await SequencesAsync("?rewarded=yes&policy=threshold&backend=MOCK"));
        Assert.Equal("1 3", await SequencesAsync("?rewarded=no"));
        Assert.Empty(await SequencesAsync("?policy=learning"));
        Assert.Empty(await SequencesAsync("?action=none"));
    }

    [Fact]
    public async Task OptOut_AnswersNone_UntilTakenBack()
    {
        async Task<string?> ActionAsync() => (await GetAsync("/recommend/3")).GetProperty("action").GetString();
        Task<HttpResponseMessage> SendAsync(HttpMethod method, string user) =>
            _app.Client.SendAsync(new HttpRequestMessage(method, new Uri($"/api/users/{user}/opt-out", UriKind.Relative)), Token);

        await AssertAsync(HttpStatusCode.NotFound, "User not found", SendAsync(HttpMethod.Put, "99"));
        await AssertAsync(HttpStatusCode.NoContent, null, SendAsync(HttpMethod.Put, "3"));
        Assert.Equal("none", await ActionAsync());
        Assert.Equal("none", await ActionAsync());

        await AssertAsync(HttpStatusCode.NoContent, null, SendAsync(HttpMethod.Delete, "3"));
        Assert.NotEqual("none", await ActionAsync());
    }

    [Fact]
    public async Task Learning_RewardsMoveIt_AndEachDecisionReplaysAsItWas()
    {
        var learner = _app.Get<Learner>();
        _app.Get<PolicySwitch>().Kind = PolicyKind.Learning;
        await Eventually.TrueAsync(() => learner.State.Events == 0, "the start");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await DecideAsync(1 + (i % 4)));
            await AssertAsync(HttpStatusCode.NoContent, null, RewardAsync(ids[^1], $"{{\"value\": {i % 2}}}"));
            await Eventually.TrueAsync(() => learner.State.Events == i + 1, "the reward");
        }

        foreach (var id in ids)
        {
            using var response = await _app.Client.PostAsync(new Uri($"/api/decisions/{id}/replay", UriKind.Relative), null, Token);
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
            Assert.True(body.GetProperty("equal").GetBoolean(), body.ToString());
        }

        var versions = await Task.WhenAll(ids.Select(async id => (await GetAsync($"/api/decisions/{id}")).GetProperty("receipt").GetProperty("policy_version").GetString()));
        Assert.Equal(5, versions.Distinct().Count());
    }

    /// <summary>A decision of some time ago.</summary>
    private async Task<string> OldAsync(TimeSpan age)
    {
        var at = DateTimeOffset.UtcNow - age;
        var decision = Sample.Decision() with { Id = Guid.CreateVersion7(at), At = at };
        await _app.Get<IDecisionLog>().AppendAsync(decision, Token);
        return decision.Id.ToString();
    }
}
