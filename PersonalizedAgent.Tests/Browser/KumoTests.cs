using System.Diagnostics;
using Microsoft.Playwright;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Data;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>The KumoRFM service behind the pages, in a real browser: a stub that answers, hangs, goes and comes back.</summary>
[Collection(BrowserTests.Collection)]
public sealed class KumoTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private KumoStubServer _stub = null!;
    private AppHost _app = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _stub = await KumoStubServer.StartAsync();
        _app = new AppHost(settings: new()
        {
            ["Dataset:Path"] = "data/shop",
            ["Dataset:AsOf"] = "LastEvent",
            ["Kumo:Backend"] = "relational",
            ["Kumo:Relational:BaseUrl"] = _stub.Url,
            ["Kumo:Relational:RunMode"] = "debug",
            ["Kumo:Relational:Sessions"] = "off",
            ["Kumo:Relational:Retries"] = "0",
            ["Kumo:Relational:BreakSeconds"] = "1",
            ["Kumo:Relational:MaxConcurrent"] = "16",
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _app.DisposeAsync();
        await _stub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private Task<IPage> OpenAppAsync(string path = "/", BrowserNewContextOptions? options = null) => OpenAsync(path, options, _app.Address);

    [Fact]
    public async Task Click_AnswersHangsFallsBackAndComesBack_AndTheBadgeSaysWhich()
    {
        // Until there is a model, users are ranked where the service does not answer.
        await Eventually.TrueAsync(() => _app.Get<ModelDesk>().ModelOf(_app.Get<DatasetStore>().Current) is not null, "the model");
        var page = await OpenAppAsync();
        var (panel, badge) = (page.GetByTestId("agent-panel"), page.GetByTestId("backend"));
        await page.GetByTestId("user-1001").ClickAsync();
        await Expect(badge).ToHaveTextAsync("KUMO STUB · kumo-relational-stub");

        // Held: a second click on the same user sends nothing, the table goes on.
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _stub.Script.Always(StubTurn.Held(go.Task));
        var before = _stub.Count;
        await page.GetByTestId("user-1002").ClickAsync();
        await Expect(page.GetByTestId("waiting")).ToContainTextAsync("KumoRFM takes some seconds.");
        await _stub.WhenReceivedAsync(before + 4);
        await page.GetByTestId("user-1002").ClickAsync();
        await page.GetByTestId("user-1003").ClickAsync();
        await Expect(page.GetByTestId("waiting")).ToContainTextAsync("user 1003");
        await _stub.WhenReceivedAsync(before + 8);
        Assert.Equal(before + 8, _stub.Count);
        await page.GetByTestId("user-1001").ClickAsync();
        await Expect(badge).ToContainTextAsync("KUMO STUB");
        await Expect(panel).ToContainTextAsync("User 1001");
        _stub.Script.Always(null);
        go.SetResult();
        await page.GetByTestId("user-1003").ClickAsync();
        await Expect(panel).ToContainTextAsync("User 1003");
        await Expect(badge).ToContainTextAsync("KUMO STUB");

        var port = new Uri(_stub.Url).Port;
        await _stub.DisposeAsync();
        await page.GetByTestId("user-1004").ClickAsync();
        await Expect(badge).ToHaveTextAsync("LOCAL (KUMO unavailable: no answer)");
        await Expect(page.GetByTestId("fallback")).ToContainTextAsync("KUMO unavailable: ");
        await AssertAccessibleAsync(page);

        _stub = await KumoStubServer.StartAsync(new KumoStubOptions { Port = port });
        var watch = Stopwatch.StartNew();
        while ((await badge.TextContentAsync())?.StartsWith("KUMO STUB", StringComparison.Ordinal) != true)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "The service was never asked again.");
            var sequence = await page.GetByTestId("action").GetAttributeAsync("data-sequence");
            await page.GetByTestId("ask").ClickAsync();
            await Expect(page.GetByTestId("action")).Not.ToHaveAttributeAsync("data-sequence", sequence!);
        }

        await Expect(page.GetByTestId("fallback")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280, 800)]
    [InlineData(ColorScheme.Dark, 1280, 800)]
    [InlineData(ColorScheme.Light, 390, 844)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task KumoPage_EveryState_IsAccessible_AndNothingRunsOverTheEdge(ColorScheme theme, int width, int height)
    {
        var page = await OpenAppAsync("/kumo", new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = height } });
        await Expect(page.GetByTestId("not-tried")).ToBeVisibleAsync();
        await CheckAsync();

        await page.GetByTestId("probe").ClickAsync();
        await Expect(page.GetByTestId("verdict")).ToContainTextAsync("kumo-relational-stub answers");
        await CheckAsync();

        await _stub.DisposeAsync();
        await page.GetByTestId("probe").ClickAsync();
        await Expect(page.GetByTestId("verdict")).ToContainTextAsync("It does not answer.");
        await CheckAsync();

        async Task CheckAsync()
        {
            await AssertAccessibleAsync(page);
            await AssertFitsAsync(page);
            Assert.Equal(0, await page.Locator("main").EvaluateAsync<int>("main => Math.max(0, main.scrollWidth - main.clientWidth)"));
        }
    }
}
