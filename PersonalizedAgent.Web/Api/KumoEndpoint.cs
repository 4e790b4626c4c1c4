using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Web.Api;

/// <summary><c>GET /api/kumo/status</c>: how the KumoRFM service is.</summary>
internal static class KumoEndpoint
{
    /// <summary>Asked more often than this, the answer is that of the last try: each one costs requests.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    public static void MapKumo(this IEndpointRouteBuilder routes) => routes.MapGet("/api/kumo/status", WriteAsync)
        .WithName("KumoStatus")
        .WithTags("KumoRFM")
        .WithSummary("How the KumoRFM service is")
        .WithDescription("Tries the service with two small questions about the dataset in use, at most once a minute: whether it can be reached, how long it takes, what it answers, and how many requests are left of the day's quota.")
        .Produces<KumoStatusBody>(StatusCodes.Status200OK, "application/json");

    private static async Task WriteAsync(HttpContext context, RelationalKumoClient kumo, DatasetStore datasets, TimeProvider clock)
    {
        var dataset = datasets.Current;
        var status = await kumo.Probe.StatusAsync(dataset, dataset.AsOf(clock), Age, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, KumoStatusBody.Of(status), ApiJson.Default.KumoStatusBody);
    }
}

/// <summary>How the service is.</summary>
/// <param name="Reachable">Whether it answers yes-or-no questions.</param>
/// <param name="Server">Where it is.</param>
/// <param name="Model">The model that answered, by its own word.</param>
/// <param name="LatencyMs">How long the first question took, in milliseconds.</param>
/// <param name="RequestsLeft">Requests left of the day's quota; null without one.</param>
/// <param name="Cassette">off, record or replay.</param>
/// <param name="ProbedAt">When it was tried.</param>
/// <param name="Checks">What was tried.</param>
internal sealed record KumoStatusBody(
    [property: JsonPropertyName("reachable")] bool Reachable,
    [property: JsonPropertyName("server")] string Server,
    [property: JsonPropertyName("model")] string? Model,
    [property: JsonPropertyName("latency_ms")] double? LatencyMs,
    [property: JsonPropertyName("requests_left")] int? RequestsLeft,
    [property: JsonPropertyName("cassette")] string Cassette,
    [property: JsonPropertyName("probed_at")] DateTimeOffset ProbedAt,
    [property: JsonPropertyName("checks")] IReadOnlyList<KumoCheckBody> Checks)
{
    public static KumoStatusBody Of(RelationalStatus status) => new(
        status.IsReachable, status.Server, status.Model, status.Latency is { } latency ? Math.Round(latency.TotalMilliseconds, 1) : null, status.RequestsLeft,
        status.Cassette.ToString().ToLowerInvariant(), status.ProbedAt, [.. status.Checks.Select(check => new KumoCheckBody(check.Name, check.IsAnswered, check.Detail))]);
}

/// <summary>Something that was tried.</summary>
/// <param name="Name">What, such as binary_classification.</param>
/// <param name="Answered">Whether it answered; null where it was not tried.</param>
/// <param name="Detail">In words.</param>
internal sealed record KumoCheckBody(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("answered")] bool? Answered,
    [property: JsonPropertyName("detail")] string Detail);
