using Microsoft.Playwright;
using PersonalizedAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>The page Policy in a real browser, on the shop.</summary>
[Collection(BrowserTests.Collection)]
public sealed class PolicyPageTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private static readonly (ColorScheme Theme, int Width, int Height)[] Views =
    [
        (ColorScheme.Light, 1280, 800), (ColorScheme.Dark, 1280, 800), (ColorScheme.Light, 390, 844), (ColorScheme.Dark, 390, 844),
    ];

    [Fact]
    public async Task Shop_AllSections_AreAccessible_AndNothingRunsOverTheEdge()
    {
        await using var app = await AppProcess.StartAsync(0, "--Dataset:Path", "data/shop");
        foreach (var (theme, width, height) in Views)
        {
            var page = await OpenAsync("/", new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = height } }, app.Address);

            await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Policy", Exact = true }).ClickAsync();

            await Expect(page).ToHaveTitleAsync("Policy · PersonalizedAgent");
            await Expect(page.GetByTestId("if-body")).ToBeVisibleAsync();
            await page.GetByTestId("threshold").FillAsync("0.35");
            await page.Locator("button[data-testid=if-changed]").ClickAsync();
            await Expect(page.GetByTestId("if-users")).ToBeVisibleAsync();
            await Expect(page.GetByTestId("pays-draft")).ToBeVisibleAsync();
            await Expect(page.GetByTestId("belief-table")).ToBeVisibleAsync();
            await AssertAccessibleAsync(page);
            await AssertFitsAsync(page);
            Assert.Equal(0, await page.GetByTestId("policy").EvaluateAsync<int>("main => main.scrollWidth - main.clientWidth"));
        }

        await CloseAsync();
    }
}
