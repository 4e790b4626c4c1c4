using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>
/// A server on 127.0.0.1 that speaks the HTTP contract of Kumo Relational. It refuses what the contract does not allow, answers from the request
/// alone, and says that it is a stub. It is no model: its chances are those of a small regression.
/// </summary>
internal sealed class KumoStubServer : IAsyncDisposable
{
    /// <summary>The model that answers say they come from.</summary>
    public const string Model = "kumo-relational-stub";

    private readonly WebApplication _app;
    private readonly StubSessions _sessions;
    private readonly StubRequestLog _log;

    private KumoStubServer(WebApplication app, KumoStubOptions options, KumoStubScript script)
    {
        (_app, Script) = (app, script);
        _sessions = new StubSessions(options.SessionTime, options.Clock);
        _log = new StubRequestLog(options.KeepsRequests);
        script.SessionsExpired += _sessions.Clear;
        app.Run(new StubPipeline(options, script, new StubAnswerer(options, script, _sessions), _log).HandleAsync);
    }

    /// <summary>What the server does besides answering.</summary>
    public KumoStubScript Script { get; }

    /// <summary>Where it is, such as <c>http://127.0.0.1:8000</c>.</summary>
    public string Url => _app.Urls.Single();

    /// <summary>What was received, in order; also what was refused.</summary>
    public IReadOnlyList<StubRequest> Requests => _log.Requests;

    /// <summary>How many requests were received.</summary>
    public int Count => _log.Count;

    /// <summary>How many sessions have not ended.</summary>
    public int OpenSessions => _sessions.Count;

    /// <summary>Starts a server.</summary>
    /// <param name="options">How; <see langword="null"/> for a free port and no key.</param>
    /// <param name="script">What it does besides answering; <see langword="null"/> for nothing yet.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<KumoStubServer> StartAsync(KumoStubOptions? options = null, KumoStubScript? script = null)
    {
        options ??= new KumoStubOptions();
        if (options.KeyKind != RelationalKeyKind.None && string.IsNullOrEmpty(options.Key))
            throw new ArgumentException("A key is needed.", nameof(options));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // The stub refuses large bodies itself.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var server = new KumoStubServer(builder.Build(), options, script ?? new KumoStubScript());
        try
        {
            await server._app.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How many requests of a kind were received; of those that are kept.</summary>
    public int CountOf(CallKind kind) => Requests.Count(request => request.Kind == kind);

    /// <summary>Ends when so many requests were received in all, their bodies read.</summary>
    public Task WhenReceivedAsync(int count) => _log.WhenAsync(count);

    /// <summary>Stops at once: requests under way are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        Script.SessionsExpired -= _sessions.Clear;
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
