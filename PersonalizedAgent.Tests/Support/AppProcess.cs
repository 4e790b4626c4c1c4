using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PersonalizedAgent.Tests.Support;

/// <summary>The app as its users run it: a process of its own, listening on loopback, stopped when disposed.</summary>
internal sealed partial class AppProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string>[] _said;

    private AppProcess(Process process, Uri address)
    {
        _process = process;
        // What it says from now on is read, lest it waits for a reader.
        _said = [process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()];
        Address = address;
        Client = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>Starts the app with the four users and waits until it listens; it keeps no data of its own.</summary>
    /// <param name="port">0 for any free one.</param>
    /// <param name="settings">Further arguments, such as <c>--Dataset:Path</c> and a path.</param>
    public static Task<AppProcess> StartAsync(int port = 0, params string[] settings) =>
        StartInAsync("", port, ["--Dataset:Path", Sample.FourUsersPath, "--Dataset:Store", Path.Combine(Path.GetTempPath(), "personalized-agent-no-such-store"), "--Storage:Kind", "memory", .. settings]);

    /// <summary>Starts the app in another working directory.</summary>
    public static async Task<AppProcess> StartInAsync(string directory, int port = 0, params string[] settings)
    {
        var process = Launch(directory, ["--urls", $"http://127.0.0.1:{port}", .. settings]);
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (ListeningLine().Match(line) is { Success: true } match)
                return new AppProcess(process, new Uri(match.Groups[1].Value));
        }

        throw new InvalidOperationException(string.Join('\n', lines) + await process.StandardError.ReadToEndAsync());
    }

    /// <summary>Runs the app where it is expected to end by itself.</summary>
    /// <returns>Its exit code and what it wrote to the error stream.</returns>
    public static async Task<(int ExitCode, string Error)> RunToEndAsync(params string[] settings)
    {
        using var process = Launch("", settings);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        // Beside a test that fails stands what the app had to say.
        foreach (var said in _said)
            TestContext.Current.TestOutputHelper?.WriteLine(await said);
        _process.Dispose();
    }

    /// <summary>A port that was free a moment ago, for a server that is to come back on it.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Launch(string directory, string[] arguments)
    {
        var output = typeof(AppProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "WebOutput").Value!;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(output, "PersonalizedAgent.Web.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        // The app's own settings, not those of whoever runs the tests.
        start.Environment.Remove("ASPNETCORE_URLS");
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningLine();
}
