using System.Net;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Moves bytes to and from a Kumo Relational server: the right addresses, key, patience and failures. What the bytes mean is others' business. Thread-safe.</summary>
internal sealed class RelationalHttp : IDisposable
{
    private const string SessionsPath = "/v1/sessions";

    private readonly RelationalOptions _options;
    private readonly Dispatcher _dispatcher;
    private readonly DailyQuota _quota;
    private readonly bool _lacksKey;

    /// <param name="options">Settings; read once.</param>
    /// <param name="key">The key; needed if <see cref="RelationalOptions.Key"/> says that one is sent, else ignored.</param>
    /// <param name="time">The clock of timeouts, pauses and limits.</param>
    /// <param name="innermost">What reaches the network, or a recorder before it; <see langword="null"/> for the network itself. It must not follow redirects. Disposed of with this.</param>
    /// <exception cref="ArgumentException">The settings contradict each other: see <see cref="RelationalOptions.Problems"/>.</exception>
    public RelationalHttp(RelationalOptions options, RelationalKey? key, TimeProvider time, HttpMessageHandler? innermost = null)
    {
        if (RelationalOptions.Problems(options) is [var problem, ..])
            throw new ArgumentException(problem, nameof(options));

        _options = options;
        var recorder = innermost as CassetteHandler;
        if (recorder is { InnerHandler: null })
            recorder.InnerHandler = Network(new Uri(options.BaseUrl));
        var isReplay = recorder?.Mode == CassetteMode.Replay;
        _lacksKey = options.Key != RelationalKeyKind.None && key is null && !isReplay;
        _quota = new DailyQuota(isReplay ? 0 : options.RequestsPerDay, time);
        var sender = new Sender(innermost ?? Network(new Uri(options.BaseUrl)), options.Key == RelationalKeyKind.None ? null : key, options.Key, time);
        _dispatcher = new Dispatcher(options, sender, _quota, time, isReplay);
    }

    /// <summary>The longest answer that is read, unpacked.</summary>
    /// <value>In bytes; 64 MiB by default, as in Kumo's own client.</value>
    public long MaxAnswerBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How many requests the daily limit leaves for today; <see langword="null"/> without a limit.</summary>
    public int? RequestsLeft => _quota.Left;

    /// <summary>Asks for a prediction that brings its context along.</summary>
    /// <param name="body">The request as JSON.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<KumoReply> PredictAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        SendAsync(CallKind.Predict, HttpMethod.Post, _options.PredictionsPath, body, cancellationToken);

    /// <summary>Has a context kept on the server. <see cref="KumoFailureKind.NotSupported"/>: it has no sessions.</summary>
    /// <inheritdoc cref="PredictAsync"/>
    public Task<KumoReply> CreateSessionAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        SendAsync(CallKind.CreateSession, HttpMethod.Post, SessionsPath, body, cancellationToken);

    /// <summary>Asks for a prediction with a context on the server. <see cref="KumoFailureKind.NotFound"/>: the session is gone.</summary>
    /// <inheritdoc cref="PredictAsync"/>
    public Task<KumoReply> PredictInSessionAsync(string sessionId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        SendAsync(CallKind.PredictInSession, HttpMethod.Post, $"{SessionPath(sessionId)}/predictions", body, cancellationToken);

    /// <summary>Drops a context on the server: tried once, and well done too if it is gone.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<KumoReply> DeleteSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(CallKind.DeleteSession, HttpMethod.Delete, SessionPath(sessionId), null, cancellationToken).ConfigureAwait(false);
        return reply is KumoReply.Failed { Failure.Status: (int)HttpStatusCode.NotFound or (int)HttpStatusCode.Gone } ? new KumoReply.Ok([], TimeSpan.Zero, 1) : reply;
    }

    /// <summary>Whether the server is ready to predict; tried once.</summary>
    /// <returns>The failure says why it is not.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<KumoReply> IsReadyAsync(CancellationToken cancellationToken) =>
        SendAsync(CallKind.Ready, HttpMethod.Get, "/v1/health/ready", null, cancellationToken);

    /// <summary>The server's list of models; tried once.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public Task<KumoReply> ModelsAsync(CancellationToken cancellationToken) =>
        SendAsync(CallKind.Models, HttpMethod.Get, "/v1/models", null, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _dispatcher.Dispose();

    private Task<KumoReply> SendAsync(CallKind kind, HttpMethod method, string path, ReadOnlyMemory<byte>? body, CancellationToken cancellationToken) =>
        _lacksKey
            ? Task.FromResult<KumoReply>(new KumoReply.Failed(Failures.NoKey))
            : _dispatcher.SendAsync(new Call(kind, method, ServerAddress.Join(_options.BaseUrl, path), body), MaxAnswerBytes, cancellationToken);

    // Dots would be taken for the folder and its parent.
    private static string SessionPath(string id) => string.IsNullOrWhiteSpace(id) || id is "." or ".."
        ? throw new ArgumentException("A session id must not be blank or dots alone.", nameof(id))
        : $"{SessionsPath}/{Uri.EscapeDataString(id)}";

    private static SocketsHttpHandler Network(Uri server) => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // A name may get another address.
        UseCookies = false,
        UseProxy = !ServerAddress.IsLoopback(server), // A key may go to this machine over plain http, but not by way of a proxy.
    };
}
