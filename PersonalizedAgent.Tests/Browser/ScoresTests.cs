using Microsoft.Playwright;
using PersonalizedAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>Scores of the shop's users, from the real model, in a real browser.</summary>
[Collection(BrowserTests.Collection)]
public sealed class ScoresTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private AppHost _app = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _app = new AppHost(settings: new() { ["Dataset:Path"] = "data/shop", ["Dataset:AsOf"] = "LastEvent" });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task<IPage> OpenShopAsync(string path = "/", BrowserNewContextOptions? options = null)
    {
        var page = await OpenAsync(path, options, _app.Address);
        // The model is learned while the page is already open.
        await Expect(page.GetByTestId("histogram")).ToBeVisibleAsync();
        return page;
    }

    [Fact]
    public async Task Histogram_Drawn_FiltersTheTable_AndSurvivesAReload()
    {
        var page = await OpenShopAsync();
        var plot = (await page.Locator(".histogram-plot").BoundingBoxAsync())!;

        await page.Mouse.MoveAsync(plot.X + plot.Width * 0.7f, plot.Y + 20);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(plot.X + plot.Width * 0.85f, plot.Y + 20, new MouseMoveOptions { Steps = 4 });
        await Expect(page.Locator(".histogram-brush")).ToBeVisibleAsync();
        await page.Mouse.MoveAsync(plot.X + plot.Width * 0.9f, plot.Y + 20);
        await page.Mouse.UpAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"\?engagement_score=0\.7\.\.0\.9$"));
        await Expect(page.GetByTestId("user-count")).ToContainTextAsync(" of 2,000");
        var count = await page.GetByTestId("user-count").TextContentAsync();

        await page.ReloadAsync();
        await LiveAsync(page);
        await Expect(page.GetByTestId("user-count")).ToHaveTextAsync(count!);
    }

    [Fact]
    public async Task Histogram_ByKeyboard_MovesItsEnds()
    {
        var page = await OpenShopAsync();

        await page.GetByTestId("score-from").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"engagement_score=0\.025\.\.$"));
    }

    [Fact]
    public async Task Click_NamesScoreFactorsAndQuestion_AndAskedTwiceAnswersTheSame()
    {
        var page = await OpenShopAsync("/?sort=engagement_score&dir=desc");
        var row = page.Locator(".vgrid-body .vgrid-row").First;
        var score = (await row.Locator(".is-score").TextContentAsync())!;

        await row.ClickAsync();
        await Expect(page.GetByTestId("backend")).ToHaveTextAsync("LOCAL");
        await Expect(page.GetByTestId("score")).ToHaveTextAsync(score);
        await Expect(page.GetByTestId("moved")).ToContainTextAsync("+0.");
        await Expect(page.GetByTestId("pql")).ToContainTextAsync("PREDICT COUNT(orders.*, 0, 30, days) > 0 FOR EACH users.user_id");
        var moved = (await page.GetByTestId("moved").TextContentAsync())!;
        var sequence = await page.GetByTestId("action").GetAttributeAsync("data-sequence");

        await page.GetByTestId("ask").ClickAsync();
        await Expect(page.GetByTestId("action")).Not.ToHaveAttributeAsync("data-sequence", sequence!);
        await Expect(page.GetByTestId("score")).ToHaveTextAsync(score);
        await Expect(page.GetByTestId("moved")).ToHaveTextAsync(moved);
    }

    [Fact]
    public async Task Backend_Switched_IsSeenOnEveryOpenPage()
    {
        var (first, second) = (await OpenShopAsync(), await OpenShopAsync());
        await first.GetByTestId("user-1002").ClickAsync();
        await Expect(first.GetByTestId("backend")).ToHaveTextAsync("LOCAL");

        await first.GetByTestId("backend-switch").ClickAsync();
        await first.GetByTestId("choose-rank").CheckAsync();
        await Expect(first.GetByTestId("other-backend")).ToContainTextAsync("Now RANK is asked");
        await Expect(second.GetByTestId("backend-in-force")).ToHaveTextAsync("RANK");
        await Expect(second.GetByTestId("histogram")).ToContainTextAsync("engagement rank");

        await second.GetByTestId("backend-switch").ClickAsync();
        await second.GetByTestId("choose-mock").CheckAsync();
        await Expect(first.GetByTestId("backend-in-force")).ToHaveTextAsync("MOCK");
        await Expect(first.GetByTestId("histogram")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280, 800)]
    [InlineData(ColorScheme.Dark, 1280, 800)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task EveryState_IsAccessible_AndNothingRunsOverTheEdge(ColorScheme theme, int width, int height)
    {
        var page = await OpenShopAsync("/?engagement_score=0.7..", new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = height } });
        await page.Locator(".vgrid-body .vgrid-row").First.ClickAsync();
        await Expect(page.GetByTestId("factors")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await AssertFitsAsync(page);

        await page.GetByTestId("backend-switch").ClickAsync();
        await Expect(page.GetByTestId("choose-auto")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await AssertFitsAsync(page);
    }
}
