using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>Where a request goes.</summary>
/// <param name="Pattern">The path without what differs from request to request.</param>
/// <param name="Kind">What it is for; <see langword="null"/> where the method is none of the path's, or nothing is there.</param>
/// <param name="SessionId">Decoded, where there is one.</param>
internal sealed record StubRoute(string Pattern, CallKind? Kind, string? SessionId = null)
{
    /// <summary>The path of NVIDIA's API catalogue.</summary>
    public const string CataloguePath = "/v1/structured-data/nvidia/kumo-relational/predictions";

    private const string Unknown = "(unknown path)";
    private const string Sessions = "/v1/sessions";

    /// <summary>Whether the path is served, be it for another method.</summary>
    public bool IsPath => Pattern != Unknown;

    /// <param name="method">The HTTP method.</param>
    /// <param name="path">As it was sent: an id keeps its slashes encoded.</param>
    public static StubRoute Of(string method, string path) => path switch
    {
        "/v1/predictions" or CataloguePath => new StubRoute(path, method == "POST" ? CallKind.Predict : null),
        Sessions => new StubRoute(path, method == "POST" ? CallKind.CreateSession : null),
        "/v1/health/ready" => new StubRoute(path, method == "GET" ? CallKind.Ready : null),
        "/v1/models" => new StubRoute(path, method == "GET" ? CallKind.Models : null),
        _ => path.Split('/') switch
        {
            ["", "v1", "sessions", { Length: > 0 } id] => new StubRoute(Sessions + "/{id}", method == "DELETE" ? CallKind.DeleteSession : null, Uri.UnescapeDataString(id)),
            ["", "v1", "sessions", { Length: > 0 } id, "predictions"] =>
                new StubRoute(Sessions + "/{id}/predictions", method == "POST" ? CallKind.PredictInSession : null, Uri.UnescapeDataString(id)),
            _ => new StubRoute(Unknown, null),
        },
    };
}
