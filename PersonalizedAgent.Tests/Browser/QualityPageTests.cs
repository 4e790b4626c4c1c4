using Microsoft.Playwright;
using PersonalizedAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>The page Quality in a real browser, on the shop.</summary>
[Collection(BrowserTests.Collection)]
public sealed class QualityPageTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private static readonly (ColorScheme Theme, int Width, int Height)[] Views =
    [
        (ColorScheme.Light, 1280, 800), (ColorScheme.Dark, 1280, 800), (ColorScheme.Light, 390, 844), (ColorScheme.Dark, 390, 844), (ColorScheme.Light, 1920, 1080),
    ];

    [Fact]
    public async Task Shop_VerdictAndCharts_AreAccessible_AndNothingRunsOverTheEdge()
    {
        await using var app = await AppProcess.StartAsync(0, "--Dataset:Path", "data/shop");
        foreach (var (theme, width, height) in Views)
        {
            var page = await OpenAsync("/", new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = height } }, app.Address);

            await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Quality", Exact = true }).ClickAsync();

            await Expect(page).ToHaveTitleAsync("Quality · PersonalizedAgent");
            await Expect(page.GetByTestId("quality-verdict")).ToContainTextAsync("Better than each simple rule");
            foreach (var chart in new[] { "calibration-chart", "captured-chart", "roc-chart" })
                await Expect(page.GetByTestId(chart)).ToBeVisibleAsync();
            await Expect(page.GetByTestId("truth")).ToBeVisibleAsync();
            await AssertAccessibleAsync(page);
            await AssertFitsAsync(page);
            Assert.Equal(0, await page.GetByTestId("quality").EvaluateAsync<int>("main => main.scrollWidth - main.clientWidth"));
        }

        await CloseAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task NoOrders_IsAccessible(ColorScheme theme)
    {
        var page = await OpenAsync("/quality", new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = 390, Height = 844 } });

        await Expect(page.GetByTestId("quality-empty")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await AssertFitsAsync(page);
    }
}
