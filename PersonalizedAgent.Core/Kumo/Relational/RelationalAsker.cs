using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>
/// Sends requests and reads their answers. A context that several requests share is kept on the server where it has sessions: opened once, opened anew once
/// when it is gone, dropped when another takes its place. Safe to use from many threads.
/// </summary>
internal sealed class RelationalAsker(RelationalHttp http, RelationalOptions options, TimeProvider clock) : IDisposable
{
    private const int MostSessions = 16;

    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _first = new(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<Session>> _opening = [];
    private readonly Dictionary<string, (string Id, DateTimeOffset? ExpiresAt, int Number)> _sessions = [];
    private int _opened;
    private int _sent;
    private volatile bool _hasNoSessions = options.Sessions == RelationalSessions.Off;

    /// <summary>How many requests with a body were sent, sessions included; repeated attempts count once.</summary>
    public int Sent => _sent;

    /// <summary>Whether the server was found to have sessions; <see langword="null"/> as long as that is not known.</summary>
    public bool? HasSessions => _hasNoSessions ? false : _sessions.Count > 0 ? true : null;

    /// <summary>Asks, and reads the answer.</summary>
    /// <param name="context">Names the request's context; requests of equal names have equal contexts.</param>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads an answer that fits.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Told<T>> AskAsync<T>(string context, RelationalRequest request, Func<ReadOnlyMemory<byte>, AnswerShape, Answer<T>> read, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(context, request, cancellationToken).ConfigureAwait(false);
        if (reply is KumoReply.Failed { Failure: var failure })
            return new Told<T>.Failed(CauseOf(failure.Kind), Describe(failure), failure.Kind == KumoFailureKind.InvalidRequest);
        var body = ((KumoReply.Ok)reply).Body;
        return read(body, request.Answer) switch
        {
            Answer<T>.Read answer => new Told<T>.Answered(answer.Value, ModelOf(body, request.Answer), clock.GetUtcNow()),
            Answer<T>.Invalid invalid => new Told<T>.Failed(CauseOf(KumoFailureKind.InvalidAnswer), $"The service's answer cannot be used: {invalid.Reason}"),
            _ => throw new InvalidOperationException("Unknown answer."),
        };
    }

    /// <summary>What went wrong and what to do about it, in one sentence or two; with the server's own words where it refused a request.</summary>
    public static string Describe(KumoFailure failure) => failure.Kind is KumoFailureKind.InvalidRequest or KumoFailureKind.TooLarge && !failure.Body.IsEmpty
        ? $"{failure.Message.TrimEnd('.')}: {ProblemReader.Text(failure.Body, null).TrimEnd('.')}. {failure.Advice}"
        : $"{failure.Message} {failure.Advice}";

    private static string CauseOf(KumoFailureKind kind) => kind switch
    {
        KumoFailureKind.Unauthorized => "key refused",
        KumoFailureKind.QuotaReached => "daily quota reached",
        KumoFailureKind.InvalidRequest => "request refused",
        KumoFailureKind.TooLarge => "request too large",
        KumoFailureKind.NotFound => "nothing at this address",
        KumoFailureKind.TimedOut => "too slow",
        KumoFailureKind.InvalidAnswer => "answer unusable",
        KumoFailureKind.NotRecorded => "not recorded",
        _ => "no answer",
    };

    /// <summary>Drops what is kept on the server; tried once for each, and not for long. What stays ends by itself.</summary>
    public async Task CloseSessionsAsync()
    {
        string[] open;
        lock (_lock)
        {
            open = [.. _sessions.Values.Select(session => session.Id)];
            _sessions.Clear();
        }

        using var patience = new CancellationTokenSource(ClosingTime, clock);
        try
        {
            await Task.WhenAll(open.Select(session => http.DeleteSessionAsync(session, patience.Token))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            // The program ends; the server forgets them later.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _closing.Cancel();

    private async Task<KumoReply> SendAsync(string context, RelationalRequest request, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < 2 && !_hasNoSessions; attempt++)
        {
            var session = await SessionAsync(context, request).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (session.Failed is { } failed)
                return failed;
            if (session.Id is not { } id)
                break;
            Interlocked.Increment(ref _sent);
            var reply = await http.PredictInSessionAsync(id, request.ToSessionPredictionBody(), cancellationToken).ConfigureAwait(false);
            if (reply is not KumoReply.Failed { Failure.Kind: KumoFailureKind.NotFound })
                return reply;
            Forget(context, id);
        }

        Interlocked.Increment(ref _sent);
        return await http.PredictAsync(request.Body, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The session that holds a context; requests of the same context wait for the one that opens it, others do not.</summary>
    private Task<Session> SessionAsync(string context, RelationalRequest request)
    {
        lock (_lock)
        {
            if (_sessions.TryGetValue(context, out var open) && !(open.ExpiresAt <= clock.GetUtcNow()))
                return Task.FromResult(new Session(open.Id, null));
            if (!_opening.TryGetValue(context, out var opening))
                _opening[context] = opening = Task.Run(() => OpenAsync(context, request));
            return opening;
        }
    }

    private async Task<Session> OpenAsync(string context, RelationalRequest request)
    {
        // As long as nobody knows whether there are sessions one asks, and the others wait for the answer.
        var isFirst = _opened == 0;
        if (isFirst)
            await _first.WaitAsync(_closing.Token).ConfigureAwait(false);
        try
        {
            if (_hasNoSessions)
                return new Session(null, null);
            Interlocked.Increment(ref _sent);
            var reply = await http.CreateSessionAsync(request.ToSessionBody(), _closing.Token).ConfigureAwait(false);
            if (reply is KumoReply.Failed { Failure.Kind: KumoFailureKind.NotSupported })
            {
                _hasNoSessions = true;
                return new Session(null, null);
            }

            // Where the server has no sessions, only the first attempt to open one is on record; the questions are there without.
            if (reply is KumoReply.Failed { Failure.Kind: KumoFailureKind.NotRecorded })
                return new Session(null, null);

            // The same question without a session would fare no better, and take its time once more.
            if (reply is KumoReply.Failed failed)
                return new Session(null, failed);
            if (AnswerReader.Session(((KumoReply.Ok)reply).Body) is not Answer<Wire.SessionCreated>.Read { Value: var created })
                return new Session(null, null);
            Keep(context, created);
            return new Session(created.SessionId, null);
        }
        finally
        {
            if (isFirst)
                _first.Release();
            lock (_lock)
                _opening.Remove(context);
        }
    }

    private void Keep(string context, Wire.SessionCreated created)
    {
        string? dropped = null;
        lock (_lock)
        {
            if (_sessions.Count >= MostSessions && !_sessions.ContainsKey(context))
            {
                var oldest = _sessions.MinBy(session => session.Value.Number);
                _sessions.Remove(oldest.Key);
                dropped = oldest.Value.Id;
            }

            _sessions[context] = (created.SessionId, created.ExpiresAt, _opened++);
        }

        // Tried once, and nobody waits for it; a session that stays ends by itself.
        if (dropped is not null)
            _ = http.DeleteSessionAsync(dropped, _closing.Token);
    }

    private void Forget(string context, string session)
    {
        lock (_lock)
        {
            if (_sessions.TryGetValue(context, out var open) && open.Id == session)
                _sessions.Remove(context);
        }
    }

    private static string ModelOf(byte[] body, AnswerShape shape) =>
        AnswerReader.Items(body, shape) is Answer<Wire.PredictionResponse>.Read { Value.Model: { Length: > 0 } model } ? model : shape.Model;

    /// <summary>A session; neither id nor failure where there is none and the request brings its context along.</summary>
    private readonly record struct Session(string? Id, KumoReply.Failed? Failed);
}
