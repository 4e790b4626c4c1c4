namespace PersonalizedAgent.Benchmarks;

/// <summary>Finds a Chromium, Chrome or Edge that is installed here; nothing is downloaded.</summary>
internal static class InstalledBrowser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "microsoft-edge-stable"];

    private static readonly string[] Elsewhere =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        .. InWindows(Environment.SpecialFolder.ProgramFiles),
        .. InWindows(Environment.SpecialFolder.ProgramFilesX86),
        .. InWindows(Environment.SpecialFolder.LocalApplicationData),
    ];

    /// <summary>For a browser without a person: no sandbox (containers run as root), no graphics card, no calls home.</summary>
    public static IReadOnlyList<string> Arguments { get; } = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    public static string Path()
    {
        if (Environment.GetEnvironmentVariable("BROWSER_PATH") is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name))).Concat(Elsewhere).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium, Chrome or Edge was found. On Debian: apt-get install chromium. Elsewhere set BROWSER_PATH to its program.");
    }

    private static IEnumerable<string> InWindows(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder) is { Length: > 0 } root
            ? [System.IO.Path.Combine(root, "Google/Chrome/Application/chrome.exe"), System.IO.Path.Combine(root, "Microsoft/Edge/Application/msedge.exe")]
            : [];
}
