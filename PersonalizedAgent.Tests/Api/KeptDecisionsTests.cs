using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Tests.Storage;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Api;

/// <summary>The real host with its log in a file.</summary>
public sealed class KeptDecisionsTests : IDisposable
{
    private readonly LogFile _file = new();

    public void Dispose() => _file.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AppHost Start() => new(settings: new() { ["Storage:Kind"] = "sqlite", ["Storage:ConnectionString"] = _file.ConnectionString, ["Agent:Policy"] = "Learning", ["Agent:Seed"] = "5" });

    private static async Task<string> DecideAsync(AppHost app)
    {
        using var response = await app.Client.GetAsync(new Uri("/recommend/3", UriKind.Relative), Token);
        response.EnsureSuccessStatusCode();
        return response.Headers.GetValues("X-Decision-Id").Single();
    }

    [Fact]
    public async Task Restarted_ReceiptsRewardsOptOutsAndWhatWasLearnedAreThere()
    {
        string id, before, version;
        await using (var app = Start())
        {
            id = await DecideAsync(app);
            (await app.Client.PostAsJsonAsync($"/api/decisions/{id}/reward", JsonSerializer.SerializeToElement(new Dictionary<string, double> { ["value"] = 1 }), Token)).EnsureSuccessStatusCode();
            await Eventually.TrueAsync(() => app.Get<Learner>().State.Events == 1, "the reward");
            (await app.Client.PutAsync(new Uri("/api/users/4/opt-out", UriKind.Relative), null, Token)).EnsureSuccessStatusCode();
            (before, version) = (await app.Client.GetStringAsync(new Uri($"/api/decisions/{id}", UriKind.Relative), Token), app.Get<Learner>().Policy.Version);
        }

        await using var again = Start();

        Assert.Equal(before, await again.Client.GetStringAsync(new Uri($"/api/decisions/{id}", UriKind.Relative), Token));
        await Eventually.TrueAsync(() => again.Get<Learner>().Policy.Version == version, "what was learned");
        Assert.Contains("\"none\"", await again.Client.GetStringAsync(new Uri("/recommend/4", UriKind.Relative), Token), StringComparison.Ordinal);
        using var replayed = await again.Client.PostAsync(new Uri($"/api/decisions/{id}/replay", UriKind.Relative), null, Token);
        Assert.True((await replayed.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("equal").GetBoolean());
        Assert.Equal(2, (await again.Client.GetFromJsonAsync<JsonElement>("/api/decisions/verify", Token)).GetProperty("intact").GetInt32());
    }

    [Fact]
    public async Task CannotBeWritten_Is503_AndGoesOnAfterwards()
    {
        await using var app = Start();
        var id = await DecideAsync(app);
        _file.Execute("ALTER TABLE decisions RENAME TO gone");

        using var refused = await app.Client.GetAsync(new Uri("/recommend/3", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("\"Decision not recorded\"", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        _file.Execute("ALTER TABLE gone RENAME TO decisions");
        Assert.NotEqual(id, await DecideAsync(app));
    }

    [Fact]
    public async Task FileThatIsNoLog_CannotStart_AndSaysWhy()
    {
        await File.WriteAllTextAsync(_file.Path, new string('x', 5000), Token);

        var (exitCode, error) = await AppProcess.RunToEndAsync("--Storage:ConnectionString", _file.ConnectionString, "--Dataset:Path", Sample.FourUsersPath);

        Assert.Equal((2, 1), (exitCode, error.Trim().Split('\n').Length));
        Assert.Contains("Cannot start: The log of decisions cannot be opened. The file of the log is damaged, or none of ours.", error, StringComparison.Ordinal);
    }
}
