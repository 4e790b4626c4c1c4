using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PersonalizedAgent.Core.Kumo.Relational;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>The way of a request: it is noted, its key looked at, then the script's turn or the answer.</summary>
internal sealed class StubPipeline(KumoStubOptions options, KumoStubScript script, StubAnswerer answerer, StubRequestLog log)
{
    private const string ApiKeyHeader = "X-API-Key";
    private const string Bearer = "Bearer ";

    public async Task HandleAsync(HttpContext context)
    {
        var start = options.Clock.GetTimestamp();
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var route = StubRoute.Of(context.Request.Method, target.Split('?')[0]);
        var body = await ReadAsync(context.Request.Body, context.RequestAborted);
        var headers = context.Request.Headers
            .Where(header => !header.Key.Equals(ApiKeyHeader, StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        log.Add(new StubRequest(route.Kind, context.Request.Method, target, headers, options.KeepsRequests ? body : default));
        StubReply? reply = null;
        try
        {
            if (options.Delay > TimeSpan.Zero)
                await Task.Delay(options.Delay, options.Clock, context.RequestAborted);
            reply = HasKey(context.Request) ? await TurnAsync(context, script.Take(route.Kind), route, body) : StubReply.Of(new StubProblem(401, "UNAUTHORIZED", "The key is missing or wrong."));
            if (reply is not null)
                await WriteAsync(context, reply);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            reply = null; // The client left, or the server stops.
        }

        options.Log?.Invoke(new StubLogLine(context.Request.Method, route.Pattern, reply?.Rows, reply?.Status, options.Clock.GetElapsedTime(start)));
    }

    /// <summary>What is answered; nothing where the connection was cut.</summary>
    private async Task<StubReply?> TurnAsync(HttpContext context, StubTurn? turn, StubRoute route, ReadOnlyMemory<byte> body)
    {
        while (turn is StubTurn.Hold hold)
        {
            await hold.Until.WaitAsync(context.RequestAborted);
            turn = hold.Then;
        }

        switch (turn)
        {
            case StubTurn.CutConnection { InBody: false }:
                context.Abort();
                return null;
            case StubTurn.CutConnection:
                await WriteHalfAsync(context, Answer(context, route, body));
                return null;
            case StubTurn.Reply scripted:
                foreach (var (name, value) in scripted.Headers)
                    context.Response.Headers[name] = value;
                return new StubReply(scripted.Status, scripted.Body, scripted.ContentType);
            default:
                return Answer(context, route, body, (turn as StubTurn.Twist)?.Change);
        }
    }

    private StubReply Answer(HttpContext context, StubRoute route, ReadOnlyMemory<byte> body, Action<JsonObject>? change = null)
    {
        if (context.Request.Method == "POST" && route.Kind is not null && !context.Request.HasJsonContentType())
            return StubReply.Of(new StubProblem(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json."));
        var reply = answerer.Answer(route, body, context.RequestAborted);
        if (reply.Answer is not { } answer)
            return reply;
        change?.Invoke(answer);
        return reply with { Body = answer.ToJsonString() };
    }

    private bool HasKey(HttpRequest request)
    {
        var given = options.KeyKind switch
        {
            RelationalKeyKind.XApiKey => request.Headers[ApiKeyHeader].ToString(),
            RelationalKeyKind.Bearer => request.Headers.Authorization.ToString() is var header && header.StartsWith(Bearer, StringComparison.Ordinal) ? header[Bearer.Length..] : "",
            _ => null,
        };
        return given is null || CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(options.Key!));
    }

    private static async Task WriteAsync(HttpContext context, StubReply reply)
    {
        context.Response.StatusCode = reply.Status;
        if (reply.Body.Length == 0)
            return;
        context.Response.ContentType = reply.ContentType;
        await context.Response.WriteAsync(reply.Body, context.RequestAborted);
    }

    private static async Task WriteHalfAsync(HttpContext context, StubReply reply)
    {
        var bytes = Encoding.UTF8.GetBytes(reply.Body);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), context.RequestAborted);
        // Kestrel closes the connection, since less came than was announced. An abort might overtake the half that is on its way.
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    /// <summary>The body; of one that is too large a byte too many is kept, the rest is read and forgotten.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var kept = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var length)
            kept.Write(buffer, 0, (int)Math.Min(length, ContractChecker.MostBytes + 1 - kept.Length));
        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }
}
