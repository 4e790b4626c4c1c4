using System.Text.Json.Nodes;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>What a request is answered with.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">JSON; empty for none.</param>
/// <param name="ContentType">Of the body.</param>
internal sealed record StubReply(int Status, string Body, string ContentType = "application/json")
{
    /// <summary>An answer that can still be changed; <see cref="Body"/> is empty then.</summary>
    public JsonObject? Answer { get; init; }

    /// <summary>How many rows were asked for.</summary>
    public int? Rows { get; init; }

    public static StubReply Of(StubProblem problem) => new(problem.Status, problem.ToJson(), StubProblem.ContentType);

    /// <summary>Nothing is there, or not for this method.</summary>
    public static StubReply NotServed(StubRoute route) => Of(route is { IsPath: true, Kind: null }
        ? new StubProblem(405, "METHOD_NOT_ALLOWED", "Method not allowed.")
        : new StubProblem(404, "NOT_FOUND", "Not found."));

    /// <summary>Whether a request is about sessions.</summary>
    public static bool IsOfSessions(CallKind? kind) => kind is CallKind.CreateSession or CallKind.PredictInSession or CallKind.DeleteSession;
}
