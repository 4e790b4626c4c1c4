using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Storage;

/// <summary>What was answered is kept, whatever happens to the process.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Kills = 20;
    private const int Connections = 8;

    private readonly LogFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task KilledUnderLoad_LosesNoAcknowledgedDecisionOrReward()
    {
        var (decisions, rewards) = (new ConcurrentBag<string>(), new ConcurrentDictionary<string, double>());
        for (var kill = 1; kill <= Kills; kill++)
        {
            var app = await AppProcess.StartAsync(0, "--Storage:Kind", "sqlite", "--Storage:ConnectionString", _file.ConnectionString);
            var before = decisions.Count;
            var load = Enumerable.Range(0, Connections).Select(i => LoadAsync(app, i, decisions, rewards)).ToArray();
            // In the middle of it: each time after a few more answers.
            await Eventually.TrueAsync(() => decisions.Count >= before + (10 * kill), "some decisions");
            await app.DisposeAsync();
            await Task.WhenAll(load);
        }

        await using var log = _file.Open(inMemory: 1_000_000);
        var kept = log.Newest(int.MaxValue).ToDictionary(logged => logged.Decision.Id.ToString());
        Assert.All(decisions, id => Assert.True(kept.ContainsKey(id), id));
        Assert.All(rewards, reward => Assert.Equal(reward.Value, kept[reward.Key].Reward?.Value));
        Assert.NotEmpty(rewards);
        Assert.Null((await log.VerifyAsync(TestContext.Current.CancellationToken)).Break);
    }

    /// <summary>Asks and rewards until the process is gone; notes what was answered.</summary>
    private static async Task LoadAsync(AppProcess app, int connection, ConcurrentBag<string> decisions, ConcurrentDictionary<string, double> rewards)
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        try
        {
            for (var i = 0; ; i++)
            {
                using var answer = await client.GetAsync(new Uri($"/recommend/{1 + ((connection + i) % 4)}", UriKind.Relative));
                var id = answer.Headers.GetValues("X-Decision-Id").Single();
                decisions.Add(id);
                if (i % 3 != 0)
                    continue;
                var value = (i % 11) / 10.0;
                using var rewarded = await client.PostAsJsonAsync($"/api/decisions/{id}/reward", JsonSerializer.SerializeToElement(new Dictionary<string, double> { ["value"] = value }));
                if (rewarded.StatusCode == HttpStatusCode.NoContent)
                    rewards[id] = value;
            }
        }
        catch (HttpRequestException)
        {
            // The process was killed.
        }
    }
}
