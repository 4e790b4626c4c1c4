using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PersonalizedAgent.Benchmarks;

/// <summary>A server in a process of its own, on a free port of loopback, stopped when disposed.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address, TimeSpan readyAfter)
    {
        _process = process;
        Address = address;
        ReadyAfter = readyAfter;
    }

    public Uri Address { get; }

    /// <summary>From the start of the process until it listens.</summary>
    public TimeSpan ReadyAfter { get; }

    /// <summary>The memory it holds now, in MiB: the resident set.</summary>
    public double MemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024);
        }
    }

    /// <summary>The most memory it ever held, in MiB.</summary>
    public double PeakMemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / (1024.0 * 1024);
        }
    }

    /// <summary>The real app, as the same configuration built it.</summary>
    public static Task<ServerProcess> StartAppAsync(params string[] args) =>
        StartAsync([AppPath(), "--urls", "http://127.0.0.1:0", .. args]);

    /// <summary>This program's bare endpoint.</summary>
    public static Task<ServerProcess> StartBareAsync() =>
        StartAsync([typeof(ServerProcess).Assembly.Location, "bare-endpoint"]);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(string[] args)
    {
        var watch = Stopwatch.StartNew();
        var process = Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (ListeningLine().Match(line) is { Success: true } match)
            {
                var readyAfter = watch.Elapsed;
                _ = process.StandardOutput.ReadToEndAsync();
                return new ServerProcess(process, new Uri(match.Groups[1].Value), readyAfter);
            }
        }

        throw new InvalidOperationException($"The server did not start: dotnet {string.Join(' ', args)}");
    }

    private static string AppPath()
    {
        // .../PersonalizedAgent.Benchmarks/bin/Release/net10.0/ -> .../PersonalizedAgent.Web/bin/Release/net10.0/
        var path = Path.Combine(AppContext.BaseDirectory.Replace("PersonalizedAgent.Benchmarks", "PersonalizedAgent.Web", StringComparison.Ordinal), "PersonalizedAgent.Web.dll");
        return File.Exists(path) ? path : throw new UsageException($"Build the solution in the same configuration first: there is no {path}.");
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex ListeningLine();
}
