using System.Runtime.InteropServices;
using PersonalizedAgent.Core.Kumo.Relational;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>Runs a stub by hand: prints where it is and a line a request, until it is stopped.</summary>
internal static class KumoStubCommand
{
    /// <summary>Reads the options of the command.</summary>
    /// <exception cref="UsageException">One makes no sense.</exception>
    public static (KumoStubOptions Options, KumoStubScript Script) Read(Options options)
    {
        var key = options.Text("key");
        if (key is null && options.Text("key-kind") is not null)
            throw new UsageException("--key-kind needs a key: --key K.");
        var kind = key is null ? RelationalKeyKind.None : options.Text("key-kind") switch
        {
            null or nameof(RelationalKeyKind.XApiKey) => RelationalKeyKind.XApiKey,
            nameof(RelationalKeyKind.Bearer) => RelationalKeyKind.Bearer,
            _ => throw new UsageException("--key-kind must be XApiKey or Bearer."),
        };
        var port = options.Integer("port", 8000);
        if (port > 65_535)
            throw new UsageException("--port must lie between 0 and 65535.");
        return (
            new KumoStubOptions { Port = port, Key = key, KeyKind = kind, Delay = TimeSpan.FromMilliseconds(options.Integer("delay", 0)), KeepsRequests = false },
            new KumoStubScript { NoSessions = options.Integer("no-sessions", 0) != 0 ? 404 : null, NoRanking = options.Integer("no-ranking", 0) != 0 });
    }

    /// <summary>0 when it was stopped.</summary>
    /// <exception cref="UsageException">The port is taken.</exception>
    public static async Task<int> RunAsync(KumoStubOptions options, KumoStubScript script, TextWriter output, CancellationToken stop)
    {
        var lines = TextWriter.Synchronized(output);
        try
        {
            await using var server = await KumoStubServer.StartAsync(options with { Log = line => lines.WriteLine(line.ToString()) }, script);
            lines.WriteLine($"A stub of Kumo Relational listens on {server.Url}; Ctrl+C stops it.");
            await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }
        catch (IOException)
        {
            throw new UsageException($"Port {options.Port} is taken: say another one with --port N, or 0 for any.");
        }
    }

    /// <summary>Runs until Ctrl+C, or until the system says so.</summary>
    public static async Task<int> RunUntilStoppedAsync(Options options)
    {
        var (settings, script) = Read(options);
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await RunAsync(settings, script, Console.Out, stop.Token);
    }
}
