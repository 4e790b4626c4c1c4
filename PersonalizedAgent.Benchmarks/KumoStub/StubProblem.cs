using System.Text.Json.Nodes;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>Why a request is refused.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">Such as <c>INVALID_SCHEMA</c>.</param>
/// <param name="Detail">For people.</param>
internal sealed record StubProblem(int Status, string Code, string Detail)
{
    public const string ContentType = "application/problem+json";

    /// <summary>What was refused, where it is one part or several.</summary>
    public IReadOnlyList<InvalidParam> InvalidParams { get; init; } = [];

    /// <summary>As a problem document (RFC 9457).</summary>
    public string ToJson()
    {
        var json = new JsonObject
        {
            ["type"] = InvalidParams.Count > 0 ? "/problems/validation-failed" : "about:blank",
            ["status"] = Status,
            ["code"] = Code,
            ["detail"] = Detail,
        };
        if (InvalidParams.Count > 0)
            json["invalid_params"] = new JsonArray([.. InvalidParams.Select(param => (JsonNode)new JsonObject { ["name"] = param.Name, ["reason"] = param.Reason })]);
        return json.ToJsonString();
    }
}
