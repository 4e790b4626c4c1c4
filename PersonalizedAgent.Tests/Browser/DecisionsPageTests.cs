using Microsoft.Playwright;
using PersonalizedAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>From a click to what came of it, its receipt, and the decision made again, in a real browser.</summary>
[Collection(BrowserTests.Collection)]
public sealed class DecisionsPageTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    private static readonly (ColorScheme Theme, int Width, int Height)[] Views =
    [
        (ColorScheme.Light, 1280, 800), (ColorScheme.Dark, 1280, 800), (ColorScheme.Light, 390, 844), (ColorScheme.Dark, 390, 844),
    ];

    [Fact]
    public async Task Click_Accept_Receipt_MakeItAgain_IsEqual()
    {
        await using var app = new AppHost();
        var page = await OpenAsync(server: app.Address);
        await page.GetByTestId("user-3").ClickAsync();
        await page.GetByTestId("accepted").ClickAsync();

        await Expect(page.GetByTestId("outcome-row")).ToContainTextAsync("Accepted at ");
        await Expect(page.GetByTestId("feed-item").First).ToContainTextAsync("Accepted");

        await page.GetByTestId("receipt-link").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Decision 1");
        await Expect(page).ToHaveTitleAsync("Decision 1 on user 3 · PersonalizedAgent");
        await page.GetByTestId("replay").ClickAsync();
        await Expect(page.GetByTestId("replay-equal")).ToContainTextAsync("Equal, byte for byte");

        await page.GetByTestId("all-decisions").ClickAsync();
        await Expect(page).ToHaveTitleAsync("Decisions · PersonalizedAgent");
        await page.GetByTestId("verify").ClickAsync();
        await Expect(page.GetByTestId("chain-intact")).ToContainTextAsync("The only receipt is as it was recorded");
        await page.GetByTestId("filter-rewarded").SelectOptionAsync("no");
        await Expect(page.GetByTestId("no-match")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await LiveAsync(page);
        await Expect(page.GetByTestId("filter-rewarded")).ToHaveValueAsync("no");
        await page.GetByTestId("filter-rewarded").SelectOptionAsync("yes");
        await page.GetByTestId("decision").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByTestId("receipt")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(page.GetByTestId("decision")).ToHaveCountAsync(1);
        await CloseAsync();
    }

    [Fact]
    public async Task BothPages_AreAccessible_AndNothingRunsOverTheEdge()
    {
        await using var app = new AppHost();
        var empty = await OpenAsync("/decisions", server: app.Address);
        await Expect(empty.GetByTestId("no-decisions")).ToBeVisibleAsync();
        await AssertAccessibleAsync(empty);
        for (var user = 1; user <= 4; user++)
            Assert.True((await app.Client.GetAsync(new Uri($"/recommend/{user}", UriKind.Relative))).IsSuccessStatusCode);
        await Expect(empty.GetByTestId("decision")).ToHaveCountAsync(4);

        foreach (var (theme, width, height) in Views)
        {
            var page = await OpenAsync("/decisions", new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = height } }, app.Address);
            await page.GetByTestId("verify").ClickAsync();
            await Expect(page.GetByTestId("chain-intact")).ToContainTextAsync("All 4 receipts are as they were recorded");
            await AssertAccessibleAsync(page);
            await AssertFitsAsync(page);

            await page.GetByTestId("decision").First.GetByRole(AriaRole.Link).ClickAsync();
            await page.GetByTestId("replay").ClickAsync();
            await Expect(page.GetByTestId("replay-equal")).ToBeVisibleAsync();
            await page.GetByTestId("raw").Locator("summary").ClickAsync();
            await AssertAccessibleAsync(page);
            await AssertFitsAsync(page);
            Assert.Equal(0, await page.GetByTestId("receipt").EvaluateAsync<int>("main => main.scrollWidth - main.clientWidth"));
        }

        await CloseAsync();
    }

    [Fact]
    public async Task UnknownReceipt_SaysSo_AndIsAccessible()
    {
        var page = await OpenAsync($"/decisions/{Guid.Empty}");

        await Expect(page.GetByTestId("receipt-missing")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await AssertFitsAsync(page);
    }
}
