using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Moq;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>The main ways through the product, in a real browser on the real app.</summary>
[Collection(BrowserTests.Collection)]
public sealed class DashboardTests(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly List<string> _errors = [];
    private readonly List<IBrowserContext> _contexts = [];

    public ValueTask InitializeAsync()
    {
        // Far beyond what a slow machine needs; a condition that holds ends the wait at once.
        SetDefaultExpectTimeout(30_000);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
            await context.DisposeAsync();
        Assert.Empty(_errors);
    }

    private async Task<IPage> OpenAsync(string path = "/", BrowserNewContextOptions? options = null, Uri? server = null, bool expectErrors = false)
    {
        var context = await fixture.Browser.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        if (!expectErrors)
        {
            page.PageError += (_, error) => _errors.Add(error);
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                    _errors.Add(message.Text);
            };
        }

        await page.GotoAsync(new Uri(server ?? fixture.App.Address, path).ToString());
        await LiveAsync(page);
        return page;
    }

    private static Task LiveAsync(IPage page) => Expect(page.GetByTestId("connection")).ToHaveAttributeAsync("data-state", "live");

    private static ILocator Row(IPage page, int userId) => page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { Has = page.GetByTestId($"user-{userId}") });

    private static async Task<string[]> IdsAsync(IPage page) => [.. (await page.Locator("[data-testid^=user-]:not([data-testid=user-count])").AllTextContentsAsync()).Select(text => text.Trim())];

    private static async Task ExpectIdsAsync(IPage page, params string[] expected)
    {
        await Expect(page.Locator("[data-testid^=user-]:not([data-testid=user-count])")).ToHaveTextAsync(expected);
        Assert.Equal(expected, await IdsAsync(page));
    }

    [Fact]
    public async Task EveryUser_Clicked_GetsADecision()
    {
        var page = await OpenAsync();

        for (var user = 1; user <= 4; user++)
        {
            await page.GetByTestId($"user-{user}").ClickAsync();

            await Expect(page.GetByTestId("agent-panel")).ToContainTextAsync($"User {user}");
            await Expect(page.GetByTestId("action")).ToHaveAttributeAsync("data-action", new Regex("^(offer_discount|recommend_product|send_message)$"));
            await Expect(page.GetByTestId("score")).ToHaveTextAsync(new Regex(@"^[01]\.\d\d$"));
            await Expect(page.GetByTestId("reason")).ToContainTextAsync("the threshold 0.70");
            await Expect(page.GetByTestId("backend")).ToHaveTextAsync("MOCK");
            await Expect(Row(page, user)).ToHaveAttributeAsync("aria-selected", "true");
        }
    }

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

        await fixture.App.Client.GetStringAsync(new Uri("/recommend/4", UriKind.Relative));
        await Expect(newest).ToContainTextAsync("User 4");
        await Expect(newest).ToContainTextAsync("REST");
        await Expect(second.GetByTestId("feed-item").First).ToContainTextAsync("User 4");
    }

    [Fact]
    public async Task SortFilterAndSearch_StandInTheAddressAndSurviveAReload()
    {
        var page = await OpenAsync();
        await page.GetByTestId("sort-age").ClickAsync();
        await ExpectIdsAsync(page, "3", "1", "2", "4");
        await page.GetByTestId("sort-age").ClickAsync();
        await ExpectIdsAsync(page, "4", "2", "1", "3");

        await page.GetByTestId("filter-purchases").ClickAsync();
        await page.GetByTestId("filter-purchases-min").FillAsync("1");
        await ExpectIdsAsync(page, "2", "1", "3");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("filter-gender").ClickAsync();
        await page.GetByTestId("filter-gender-value").SelectOptionAsync("F");
        await ExpectIdsAsync(page, "2", "3");

        await page.ReloadAsync();
        await LiveAsync(page);
        await ExpectIdsAsync(page, "2", "3");

        await page.GetByTestId("clear-filters").ClickAsync();
        await page.GetByTestId("search").FillAsync("4");
        await ExpectIdsAsync(page, "4");
        await page.GetByTestId("search").FillAsync("77");
        await Expect(page.GetByTestId("no-match")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task DeepLinkAndReload_ShowWhatTheAgentSaidLast()
    {
        var page = await OpenAsync();
        await page.GetByTestId("user-3").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex(@"/\?user=3$"));
        var (score, reason) = (await page.GetByTestId("score").TextContentAsync(), await page.GetByTestId("reason").TextContentAsync());

        await page.ReloadAsync();
        await LiveAsync(page);
        await Expect(page.GetByTestId("score")).ToHaveTextAsync(score!);
        await Expect(page.GetByTestId("reason")).ToHaveTextAsync(reason!);

        var visitor = await OpenAsync("/?user=3");
        await Expect(visitor.GetByTestId("score")).ToHaveTextAsync(score!);
        await Expect(Row(visitor, 3)).ToHaveAttributeAsync("aria-selected", "true");
    }

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

    [Fact]
    public async Task SlowBackend_AnotherUserClicked_TheLastIsAnswered()
    {
        var kumo = new Mock<IKumoClient>();
        var gate = new TaskCompletionSource();
        kumo.Setup(k => k.PredictAsync(It.IsAny<IReadOnlyList<User>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .Returns((IReadOnlyList<User> users, DateTimeOffset _, CancellationToken token) => AnswerAsync(users[0].UserId, token));
        async ValueTask<PredictionResult> AnswerAsync(UserId userId, CancellationToken token)
        {
            await gate.Task.WaitAsync(token);
            return new PredictionResult.Predicted([Sample.Prediction(0.61, userId: userId)]);
        }

        await using var host = new AppHost(kumo: kumo.Object);
        var page = await OpenAsync(server: host.Address);
        // Both clicks before the first one's change of address is back from the browser.
        await page.EvaluateAsync("for (const user of [1, 2]) document.querySelector(`[data-testid=user-${user}]`).click()");
        await Expect(page.GetByTestId("waiting")).ToContainTextAsync("user 2");
        await Expect(page).ToHaveURLAsync(new Regex(@"\?user=2$"));

        gate.SetResult();

        await Expect(page.GetByTestId("score")).ToHaveTextAsync("0.61");
        await Expect(page.GetByTestId("agent-panel")).ToContainTextAsync("User 2");
        await page.Context.DisposeAsync();
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

    [Fact]
    public async Task BadRows_AreMarkedSaidAndListed()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, $"{Sample.Header}\n1,25,M,2025-08-10,15,2\n2,214,F,2025-08-12,8,1\nx,22,F,2025-08-11,20,5\n");
        try
        {
            await using var app = await AppProcess.StartAsync(0, "--Dataset:Path", path);
            var page = await OpenAsync(server: app.Address);
            await Expect(Row(page, 2)).ToContainTextAsync("age must lie between 0 and 130");

            await page.GetByTestId("user-2").ClickAsync();
            await Expect(page.GetByTestId("issues")).ToContainTextAsync("age must lie between 0 and 130");
            await Expect(page.GetByTestId("feed-item")).ToHaveCountAsync(0);

            await page.GetByTestId("open-report").ClickAsync();
            await Expect(page.GetByTestId("report")).ToContainTextAsync("3 rows, 2 used, 1 left out");
            await Expect(page.GetByTestId("report").GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
            await AssertAccessibleAsync(page);
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByTestId("report")).ToHaveCountAsync(0);
            await page.Context.DisposeAsync();
        }
        finally
        {
            File.Delete(path);
        }
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

        await page.GotoAsync(new Uri(fixture.App.Address, "/?user=99&q=77").ToString());
        await LiveAsync(page);
        await AssertAccessibleAsync(page);
    }

    private static async Task AssertAccessibleAsync(IPage page)
    {
        // What moves is not judged while it moves.
        await page.EvaluateAsync("Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().iterations !== Infinity).map(a => a.finished.catch(() => {})))");
        var result = await page.RunAxe();

        Assert.Empty(result.Violations.Select(violation => $"{violation.Impact} {violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Target))}"));
    }
}
