using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PersonalizedAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>Several pages, a long table, and a server or a network that goes away.</summary>
[Collection(BrowserTests.Collection)]
public sealed class ConnectionTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task SecondBrowserAndRest_AreSeenLiveInTheFirst()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();

        await second.GetByTestId("user-2").ClickAsync();
        var newest = first.GetByTestId("feed-item").First;
        await Expect(newest).ToContainTextAsync("User 2");
        await Expect(newest).ToContainTextAsync("another page");
        await Expect(second.GetByTestId("feed-item").First).ToContainTextAsync("this page");

        await Fixture.App.Client.GetStringAsync(new Uri("/recommend/4", UriKind.Relative));
        await Expect(newest).ToContainTextAsync("User 4");
        await Expect(newest).ToContainTextAsync("REST");
        await Expect(second.GetByTestId("feed-item").First).ToContainTextAsync("User 4");
    }

    [Fact]
    public async Task ServerRestart_UnderAnOpenPage_IsSaidAndLosesNoSelection()
    {
        var port = AppProcess.FreePort();
        var app = await AppProcess.StartAsync(port);
        try
        {
            var page = await OpenAsync("/?sort=age", server: app.Address, expectErrors: true);
            await page.GetByTestId("user-3").ClickAsync();
            await Expect(page.GetByTestId("score")).ToBeVisibleAsync();

            await app.DisposeAsync();
            await Expect(page.GetByTestId("connection")).ToHaveAttributeAsync("data-state", "lost");
            await Expect(page.GetByText("The connection to the server is lost")).ToBeVisibleAsync();
            await Expect(page.GetByTestId("score")).ToBeVisibleAsync();

            app = await AppProcess.StartAsync(port);
            await LiveAsync(page);
            await Expect(page.GetByText("Connected again, with your selection")).ToBeVisibleAsync();
            await Expect(page).ToHaveURLAsync(new Regex("user=3"));
            await Expect(Row(page, 3)).ToHaveAttributeAsync("aria-selected", "true");
            await ExpectIdsAsync(page, "3", "1", "2", "4");
            await page.GetByTestId("user-3").ClickAsync();
            await Expect(page.GetByTestId("score")).ToBeVisibleAsync();
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task ConnectionCutAndMended_TheStreamLosesAndDoublesNothing()
    {
        await using var app = await AppProcess.StartAsync();
        await using var network = new CuttableProxy(app.Address.Port);
        var page = await OpenAsync(server: network.Address, expectErrors: true);
        await page.GetByTestId("user-1").ClickAsync();
        await Expect(page.GetByTestId("feed-item")).ToHaveCountAsync(1);

        network.Cut();
        await Expect(page.GetByTestId("connection")).ToHaveAttributeAsync("data-state", "lost");
        for (var user = 1; user <= 4; user++)
            await app.Client.GetStringAsync(new Uri($"/recommend/{user}", UriKind.Relative));
        network.Mend();

        await LiveAsync(page);
        await Expect(page.GetByTestId("feed-item")).ToHaveCountAsync(5);
        Assert.Equal(["5", "4", "3", "2", "1"], await page.GetByTestId("feed-item").EvaluateAllAsync<string[]>("items => items.map(item => item.dataset.sequence)"));
        await page.GetByTestId("user-2").ClickAsync();
        await Expect(page.GetByTestId("feed-item")).ToHaveCountAsync(6);
    }

    [Fact]
    public async Task LongTable_ShowsALinkedUser_AndScrollsAndTakesKeysAfterALostConnection()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllLinesAsync(path, [Sample.Header, .. Enumerable.Range(1, 5000).Select(id => $"{id},22,F,2025-08-11,20,5")]);
        try
        {
            await using var app = await AppProcess.StartAsync(0, "--Dataset:Path", path);
            await using var network = new CuttableProxy(app.Address.Port);
            var page = await OpenAsync(server: network.Address, expectErrors: true);
            var visitor = await OpenAsync("/?user=4000", server: app.Address, expectErrors: true);
            await Expect(visitor.GetByTestId("user-4000")).ToBeInViewportAsync();
            var grid = page.GetByRole(AriaRole.Grid, new PageGetByRoleOptions { Name = "Users" });
            await Expect(grid).ToHaveAttributeAsync("data-ready", "");
            await grid.FocusAsync();
            await page.Keyboard.PressAsync("ArrowDown");
            await Expect(grid).ToHaveAttributeAsync("aria-activedescendant", new Regex("-1$"));

            network.Cut();
            await grid.EvaluateAsync("grid => grid.scrollTop = 2000 * 38");
            await page.Keyboard.PressAsync("ArrowDown");
            await Expect(page.GetByTestId("connection")).ToHaveAttributeAsync("data-state", "lost");
            await page.Keyboard.PressAsync("ArrowDown");
            network.Mend();
            await LiveAsync(page);

            await Expect(page.GetByTestId("user-2005")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("Home");
            await Expect(page.GetByTestId("user-1")).ToBeInViewportAsync();
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByTestId("agent-panel")).ToContainTextAsync("User 1");
            await page.Context.DisposeAsync();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
