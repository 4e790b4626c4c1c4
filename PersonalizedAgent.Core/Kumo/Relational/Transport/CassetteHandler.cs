using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Keeps every exchange with the server in a folder, or answers from it without any network. The same request kept again replaces the older one. Thread-safe.</summary>
/// <remarks>
/// Neither key nor host is kept. Bodies are: a folder recorded with real people's data holds that data.
/// An id of a session is new every time, so in a path the hash of the request that made the session stands in its place:
/// the same question to two contexts is two exchanges.
/// </remarks>
/// <param name="mode">What it does.</param>
/// <param name="folder">Where exchanges are kept.</param>
internal sealed partial class CassetteHandler(CassetteMode mode, string folder) : DelegatingHandler
{
    private static readonly string[] KeptHeaders = ["Content-Type", "Retry-After"];

    private readonly CassetteFolder _folder = new(folder);
    private readonly ConcurrentDictionary<string, string> _sessions = new(StringComparer.Ordinal);

    /// <summary>What it does.</summary>
    public CassetteMode Mode => mode;

    /// <summary>The longest answer that is kept, in bytes.</summary>
    /// <value>64 MiB by default.</value>
    public long MaxAnswerBytes { get; init; } = 64L * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (mode == CassetteMode.Off)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var sent = new CassetteExchange.Sent(request.Method.Method, PathOf(request.RequestUri!), CassetteBody.Of(body));
        var hash = CassetteHash.Of(sent.Method, sent.Path, body);
        var exchange = mode == CassetteMode.Replay
            ? await _folder.ReadAsync(hash, cancellationToken).ConfigureAwait(false)
            : await RecordAsync(request, hash, sent, cancellationToken).ConfigureAwait(false);

        var answer = exchange.Response.Body.ToBytes();
        if (sent.Path.EndsWith("/v1/sessions", StringComparison.Ordinal) && SessionId(answer) is { } id)
            _sessions[id] = hash;
        return Response(request, exchange.Response, answer);
    }

    private async Task<CassetteExchange> RecordAsync(HttpRequestMessage request, string hash, CassetteExchange.Sent sent, CancellationToken cancellationToken)
    {
        using var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = await BoundedBody.ReadAsync(response.Content, MaxAnswerBytes, cancellationToken).ConfigureAwait(false)
            ?? throw new CassetteException("The answer is too large to be recorded.", "Ask for fewer users at a time.");
        var headers = new Dictionary<string, string>();
        foreach (var name in KeptHeaders)
        {
            if (response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values))
                headers[name] = values.ToString();
        }

        if (response.Headers.Location is { } location)
            headers["Location"] = new Uri(request.RequestUri!, location).AbsolutePath;
        var exchange = new CassetteExchange(hash, sent, new((int)response.StatusCode, headers, CassetteBody.Of(answer)));
        await _folder.WriteAsync(exchange, cancellationToken).ConfigureAwait(false);
        return exchange;
    }

    private string PathOf(Uri address) =>
        SessionInPath().Replace(address.AbsolutePath, match => match.Groups[1].Value + _sessions.GetValueOrDefault(Uri.UnescapeDataString(match.Groups[2].Value), "session"));

    private static string? SessionId(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("session_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static HttpResponseMessage Response(HttpRequestMessage request, CassetteExchange.Answer answer, byte[] body)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = new ByteArrayContent(body) };
        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    [GeneratedRegex("(/v1/sessions/)([^/]+)")]
    private static partial Regex SessionInPath();
}
