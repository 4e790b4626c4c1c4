using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>What tests in a real browser share: pages of visitors of their own, and what a page must never do.</summary>
public abstract class BrowserTest(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly List<string> _errors = [];
    private readonly List<IBrowserContext> _contexts = [];

    protected BrowserFixture Fixture => fixture;

    public virtual ValueTask InitializeAsync()
    {
        // Far beyond what a slow machine needs; a condition that holds ends the wait at once.
        SetDefaultExpectTimeout(30_000);
        return default;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
        Assert.Empty(_errors);
    }

    /// <summary>Opens a page as a new visitor; what it logs as an error or a warning fails the test.</summary>
    protected async Task<IPage> OpenAsync(string path = "/", BrowserNewContextOptions? options = null, Uri? server = null, bool expectErrors = false)
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

    /// <summary>Closes all pages, for a server that is about to end.</summary>
    protected async Task CloseAsync()
    {
        foreach (var context in _contexts)
            await context.DisposeAsync();
        _contexts.Clear();
    }

    protected static Task LiveAsync(IPage page) => Expect(page.GetByTestId("connection")).ToHaveAttributeAsync("data-state", "live");

    protected static ILocator Row(IPage page, int userId) => page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { Has = page.GetByTestId($"user-{userId}") });

    protected static async Task ExpectIdsAsync(IPage page, params string[] expected)
    {
        await Expect(page.Locator("[data-testid^=user-]:not([data-testid=user-count])")).ToHaveTextAsync(expected);
        Assert.Equal(expected, await IdsAsync(page));
    }

    protected static async Task AssertAccessibleAsync(IPage page)
    {
        // What moves is not judged while it moves.
        await page.EvaluateAsync("Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().iterations !== Infinity).map(a => a.finished.catch(() => {})))");
        var result = await page.RunAxe();

        Assert.Empty(result.Violations.Select(violation => $"{violation.Impact} {violation.Id}: {string.Join(", ", violation.Nodes.Select(node => node.Target))}"));
    }

    /// <summary>The page itself never scrolls sideways; tables in it may.</summary>
    protected static async Task AssertFitsAsync(IPage page) =>
        Assert.InRange(await page.EvaluateAsync<int>("document.scrollingElement.scrollWidth - innerWidth"), int.MinValue, 0);

    private static async Task<string[]> IdsAsync(IPage page) => [.. (await page.Locator("[data-testid^=user-]:not([data-testid=user-count])").AllTextContentsAsync()).Select(text => text.Trim())];
}
