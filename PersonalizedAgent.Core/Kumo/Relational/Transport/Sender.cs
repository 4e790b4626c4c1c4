using System.Net.Http.Headers;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Sends a request once, redirects included, and reads the answer. Thread-safe; it owns the handler.</summary>
/// <param name="handler">What reaches the network; it must not follow redirects itself.</param>
/// <param name="key">The key; <see langword="null"/> if none is to be sent.</param>
/// <param name="kind">How the key is sent.</param>
/// <param name="time">The clock, for the dates of <c>Retry-After</c>.</param>
internal sealed class Sender(HttpMessageHandler handler, RelationalKey? key, RelationalKeyKind kind, TimeProvider time) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpMessageInvoker _invoker = new(handler);

    public void Dispose() => _invoker.Dispose();

    /// <exception cref="OperationCanceledException">It was cancelled or took too long.</exception>
    public async Task<Attempt> SendAsync(Call call, long answerLimit, CancellationToken cancellationToken)
    {
        var target = call.Target;
        try
        {
            var withKey = key is not null;
            for (var followed = 0; ; followed++)
            {
                using var request = Request(call, target, withKey);
                using var response = await _invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (!Redirects.Is(response.StatusCode))
                    return await ReadAsync(call, response, answerLimit, keyDropped: key is not null && !withKey, cancellationToken).ConfigureAwait(false);

                var (next, problem) = Redirects.Next(call.Method, target, response, followed);
                if (next is null)
                    return Attempt.Failed(Failures.Redirected(problem) with { Status = (int)response.StatusCode }, ServerHealth.Alive);
                withKey &= ServerAddress.IsSameOrigin(target, next);
                target = next;
            }
        }
        catch (CassetteException e)
        {
            return Attempt.Failed(e.Failure, ServerHealth.Unknown);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Broken(target, (e as HttpRequestException)?.HttpRequestError ?? (e as HttpIOException)?.HttpRequestError);
        }
        catch (InvalidDataException)
        {
            return Attempt.Failed(Failures.Garbled, ServerHealth.Alive);
        }
    }

    private HttpRequestMessage Request(Call call, Uri target, bool withKey)
    {
        var request = new HttpRequestMessage(call.Method, target);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (call.Body is { } body)
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = Json } };
        if (withKey)
            key!.AddTo(request.Headers, kind);
        return request;
    }

    private async Task<Attempt> ReadAsync(Call call, HttpResponseMessage response, long limit, bool keyDropped, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            var answer = await BoundedBody.ReadAsync(response.Content, limit, cancellationToken).ConfigureAwait(false);
            return answer is not null ? Attempt.Answered(answer) : Attempt.Failed(Failures.TooLong(limit) with { Status = (int)response.StatusCode }, ServerHealth.Alive);
        }

        var status = (int)response.StatusCode;
        var failure = Failures.OfStatus(call, status, RetryAt(response.Headers.RetryAfter), keyDropped);
        byte[] body = [];
        try
        {
            body = (await BoundedBody.ReadStartAsync(response.Content, KumoFailure.MaxBodyBytes, cancellationToken).ConfigureAwait(false)).Bytes;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            cancellationToken.ThrowIfCancellationRequested(); // The status says enough; the body is a courtesy.
        }

        return Attempt.Failed(failure with { Body = body }, status is 500 or 502 or 503 or 504 ? ServerHealth.Down : ServerHealth.Alive);
    }

    private DateTimeOffset? RetryAt(RetryConditionHeaderValue? header) => header?.Date ?? (header?.Delta is { } delta ? time.GetUtcNow() + delta : null);

    private static Attempt Broken(Uri target, HttpRequestError? error) => error switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError =>
            Attempt.Failed(Failures.NoConnection(target, error.Value), ServerHealth.Down) with { NeverConnected = true },
        HttpRequestError.SecureConnectionError => Attempt.Failed(Failures.NoTrust(target), ServerHealth.Down),
        _ => Attempt.Failed(Failures.Cut(target), ServerHealth.Down),
    };
}
