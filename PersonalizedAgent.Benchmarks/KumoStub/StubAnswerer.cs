using System.Globalization;
using System.Text.Json.Nodes;
using PersonalizedAgent.Benchmarks.KumoStub.Answering;
using PersonalizedAgent.Benchmarks.KumoStub.Checking;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>Answers requests as the contract says, each checked first. Thread-safe.</summary>
internal sealed class StubAnswerer(KumoStubOptions options, KumoStubScript script, StubSessions sessions)
{
    private int _last;

    public StubReply Answer(StubRoute route, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (script.NoSessions is { } status && StubReply.IsOfSessions(route.Kind))
            return StubReply.Of(new StubProblem(status, "NOT_SUPPORTED", "This server has no sessions."));
        return route.Kind switch
        {
            CallKind.Predict => Predict(ContractChecker.Request(body, !script.NoRanking), cancellationToken),
            CallKind.CreateSession => Create(ContractChecker.Session(body, !script.NoRanking)),
            CallKind.PredictInSession => sessions.Find(route.SessionId!) is { } context
                ? Predict(ContractChecker.InSession(body, context), cancellationToken)
                : StubReply.Of(new StubProblem(404, "SESSION_NOT_FOUND", "Session not found or expired.")),
            CallKind.DeleteSession => Delete(route.SessionId!),
            CallKind.Ready => script.NotReady ? StubReply.Of(new StubProblem(503, "SERVICE_UNAVAILABLE", "Not ready.")) : new StubReply(200, """{"status":"ready"}"""),
            CallKind.Models => new StubReply(200, $$"""{"object":"list","data":[{"id":"{{PredictionRequest.DefaultModel}}","object":"model"}]}"""),
            _ => StubReply.NotServed(route),
        };
    }

    private StubReply Predict(CheckResult<CheckedRequest> result, CancellationToken cancellationToken)
    {
        if (result.Value is not { } request)
            return StubReply.Of(result.Problem!);
        var number = Interlocked.Increment(ref _last);
        return new StubReply(200, "")
        {
            Answer = StubAnswer.Of(request, string.Create(CultureInfo.InvariantCulture, $"stub-{number}"), options.Seed, cancellationToken),
            Rows = request.Predict.Instances.Rows.Count,
        };
    }

    private StubReply Create(CheckResult<CheckedContext> result)
    {
        if (result.Value is not { } context)
            return StubReply.Of(result.Problem!);
        var (id, expires) = sessions.Add(context);
        return new StubReply(200, new JsonObject
        {
            ["session_id"] = id,
            ["expires_at"] = expires.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["ttl_seconds"] = (int)options.SessionTime.TotalSeconds,
        }.ToJsonString());
    }

    private StubReply Delete(string id)
    {
        sessions.Remove(id);
        return new StubReply(204, "");
    }
}
