using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Kumo;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Components;

/// <summary>The page of the service in all its states, with a stub that is there or gone.</summary>
public sealed class KumoPageTests : ComponentTest, IAsyncLifetime
{
    private readonly TempDataset _folder = World.MadeUp(1).Write();
    private KumoStubServer _stub = null!;

    public async ValueTask InitializeAsync()
    {
        _stub = await KumoStubServer.StartAsync();
        Relational.BaseUrl = _stub.Url;
        Services.GetRequiredService<IOptions<DatasetOptions>>().Value.Path = _folder.Folder;
        Assert.Null(Services.GetRequiredService<DatasetStore>().Load());
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _stub.DisposeAsync();
        _folder.Dispose();
    }

    private static bool Has(IRenderedComponent<KumoPage> page, string testId) => page.FindAll($"[data-testid={testId}]").Count > 0;

    private static string Text(IRenderedComponent<KumoPage> page, string testId) => page.Find($"[data-testid={testId}]").TextContent;

    private async Task<IRenderedComponent<KumoPage>> TriedAsync()
    {
        var page = Render<KumoPage>();
        await page.Find("[data-testid=probe]").ClickAsync(new());
        await page.WaitForStateAsync(() => Has(page, "verdict"));
        return page;
    }

    [Fact]
    public void NotTried_SaysSo_AndSendsNothing()
    {
        var page = Render<KumoPage>();

        Assert.Contains($"A try sends two to four small requests to {_stub.Url}.", Text(page, "not-tried"), StringComparison.Ordinal);
        Assert.False(page.Find("[data-testid=probe]").HasAttribute("disabled"));
        Assert.Equal(0, _stub.Count);
    }

    [Fact]
    public async Task Trying_SaysSo_ThenReachable_AndThatItIsTheStub()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _stub.Script.Next(StubTurn.Held(go.Task));
        var page = Render<KumoPage>();

        var clicked = page.Find("[data-testid=probe]").ClickAsync(new());
        await page.WaitForStateAsync(() => Has(page, "trying"));
        Assert.True(page.Find("[data-testid=probe]").HasAttribute("disabled"));
        Assert.Equal("true", page.Find(".kumo-body").GetAttribute("aria-busy"));
        go.SetResult();
        await clicked;

        await page.WaitForStateAsync(() => Has(page, "verdict"));
        Assert.Contains("kumo-relational-stub answers, in ", Text(page, "verdict"), StringComparison.Ordinal);
        Assert.Contains("This is the stub that stands in for the service.", Text(page, "verdict"), StringComparison.Ordinal);
        Assert.Equal(["Health", "Models", "Binary classification", "Temporal link prediction", "Sessions"], page.FindAll("[data-testid=checks] b").Select(name => name.TextContent));
        Assert.All(page.FindAll("[data-testid=checks] li"), check => Assert.Equal("is-yes", check.ClassName));
        Assert.False(page.Find("[data-testid=probe]").HasAttribute("disabled"));
        // Another page shows what is known.
        Assert.True(Has(Render<KumoPage>(), "verdict"));
    }

    [Fact]
    public async Task NotReachable_SaysWhatStandsIn_AndATryLaterFindsItAgain()
    {
        await _stub.DisposeAsync();

        var page = await TriedAsync();

        Assert.Contains("It does not answer.", Text(page, "verdict"), StringComparison.Ordinal);
        Assert.Contains("fall back to the last good answer, else to the local model", Text(page, "verdict"), StringComparison.Ordinal);
        Assert.Contains("is-no", page.Find("[data-testid=verdict]").ClassName!, StringComparison.Ordinal);

        _stub = await KumoStubServer.StartAsync(new KumoStubOptions { Port = new Uri(Relational.BaseUrl).Port });
        Clock.Advance(TimeSpan.FromMinutes(1));
        await page.Find("[data-testid=probe]").ClickAsync(new());
        await page.WaitForStateAsync(() => Has(page, "verdict") && Text(page, "verdict").Contains("answers, in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RankingRefused_IsOneCheckOfMany()
    {
        _stub.Script.NoRanking = true;

        var page = await TriedAsync();

        Assert.Equal(["is-yes", "is-yes", "is-yes", "is-no", "is-yes"], page.FindAll("[data-testid=checks] li").Select(check => check.ClassName!));
    }

    [Fact]
    public async Task Settings_AreSaid_TheQuotaAsItIs()
    {
        (Relational.RequestsPerDay, Relational.RunMode) = (1_500, RelationalRunMode.Fast);

        var page = await TriedAsync();

        string[] expected = [_stub.Url, "/v1/predictions", "none is sent", "fast", "1,496", "off"];
        Assert.Equal(expected, page.FindAll("[data-testid=settings] dd").Take(6).Select(value => value.TextContent));
    }

    [Fact]
    public async Task AskItFromNowOn_Switches()
    {
        var page = Render<KumoPage>();
        Assert.Contains("no: LOCAL is", Text(page, "settings"), StringComparison.Ordinal);

        await page.Find("[data-testid=use-relational]").ClickAsync(new());

        Assert.Equal(BackendChoice.Relational, Switch.Choice);
        await page.WaitForStateAsync(() => !Has(page, "use-relational"));
        Assert.Contains("yes: it is the backend in force", Text(page, "settings"), StringComparison.Ordinal);

        await page.InvokeAsync(() => Switch.Choice = BackendChoice.Rank);
        await page.WaitForStateAsync(() => Text(page, "settings").Contains("no: RANK is", StringComparison.Ordinal));
    }
}
