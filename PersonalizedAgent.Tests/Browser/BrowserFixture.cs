using Microsoft.Playwright;
using PersonalizedAgent.Benchmarks;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Browser;

/// <summary>One Chromium and one running app for all browser tests; each test has a context of its own, as a new visitor has.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;

    public IBrowser Browser { get; private set; } = null!;

    internal AppProcess App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = InstalledBrowser.Path(),
            Args = InstalledBrowser.Arguments,
        });
        App = await AppProcess.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

[CollectionDefinition(Collection)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Collection = "Browser";
}
