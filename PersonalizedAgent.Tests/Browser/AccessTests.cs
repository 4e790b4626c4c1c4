using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>By keyboard alone, in both themes, at all widths, for everybody.</summary>
[Collection(BrowserTests.Collection)]
public sealed class AccessTests(BrowserFixture fixture) : BrowserTest(fixture)
{
    [Fact]
    public async Task Theme_FollowsTheSystem_CanBeSwitched_AndIsRemembered()
    {
        var page = await OpenAsync("/", new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        var html = page.Locator("html");
        await Expect(html).ToHaveAttributeAsync("data-theme", "dark");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await Expect(html).ToHaveAttributeAsync("data-theme", "light");

        await page.GetByTestId("theme-toggle").ClickAsync();
        await Expect(html).ToHaveAttributeAsync("data-theme", "dark");
        await page.ReloadAsync();
        await Expect(html).ToHaveAttributeAsync("data-theme", "dark");

        await page.GetByTestId("theme-toggle").ClickAsync();
        await Expect(html).ToHaveAttributeAsync("data-theme", "light");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await Expect(html).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task Keyboard_Alone_ReachesAndUsesEverything()
    {
        var page = await OpenAsync();
        var grid = page.GetByRole(AriaRole.Grid, new PageGetByRoleOptions { Name = "Users" });
        await Expect(grid).ToHaveAttributeAsync("data-ready", "");
        var reached = new HashSet<string>();
        for (var i = 0; i < 40 && !await grid.EvaluateAsync<bool>("element => element === document.activeElement"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("document.activeElement.dataset.testid ?? ''"));
        }

        Assert.Contains("theme-toggle", reached);
        Assert.Contains("search", reached);
        await Expect(grid).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(grid).ToHaveAttributeAsync("aria-activedescendant", await Row(page, 3).GetAttributeAsync("id") ?? "");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("agent-panel")).ToContainTextAsync("User 3");
        await Expect(page.GetByTestId("score")).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("Tab"); // Sort by user
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await ExpectIdsAsync(page, "4", "3", "2", "1");
        await page.Keyboard.PressAsync("Tab"); // Filter of user
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("3");
        await ExpectIdsAsync(page, "4", "3");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId("filter-user_id")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SkipLink_MovesTheFocusAndKeepsTheAddress()
    {
        var page = await OpenAsync("/?user=3&sort=age");

        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("#main")).ToBeFocusedAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/\?user=3&sort=age$"));
        await ExpectIdsAsync(page, "3", "1", "2", "4");
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280, 800)]
    [InlineData(ColorScheme.Dark, 1280, 800)]
    [InlineData(ColorScheme.Light, 390, 844)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    [InlineData(ColorScheme.Light, 1920, 1080)]
    public async Task EveryState_IsAccessible_AndNothingRunsOverTheEdge(ColorScheme theme, int width, int height)
    {
        var page = await OpenAsync("/", new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new ViewportSize { Width = width, Height = height } });
        await AssertAccessibleAsync(page);

        for (var user = 1; user <= 4; user++)
            await page.GetByTestId($"user-{user}").ClickAsync();
        await Expect(page.GetByTestId("score")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);

        await page.GetByTestId("filter-age").ClickAsync();
        await Expect(page.GetByTestId("filter-age-min")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));

        await page.GotoAsync(new Uri(Fixture.App.Address, "/?user=99&q=77").ToString());
        await LiveAsync(page);
        await AssertAccessibleAsync(page);
    }
}
