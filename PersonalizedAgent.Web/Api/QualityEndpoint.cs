using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Api;

/// <summary><c>GET /api/quality</c>: how good the predictions on the dataset in use are.</summary>
internal static class QualityEndpoint
{
    /// <summary>So long an answer waits for the figures; small data is ready by then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>After so many seconds it is worth asking again.</summary>
    private const string RetryAfterSeconds = "2";

    public static void MapQuality(this IEndpointRouteBuilder routes) => routes.MapGet("/api/quality", HandleAsync)
        .WithName("GetQuality")
        .WithTags("Quality")
        .WithSummary("How good the predictions on the dataset in use are")
        .WithDescription(
            "Tried on the dataset's last horizon, which the models tried have not seen: who orders, who responds to what, what is bought next; for the invented shop also the distance from the truth. "
            + "The first question begins the trial. The answer waits ten seconds for it; then it is 202 with Retry-After, and how far it has come. "
            + "404: the dataset has no orders, so there is nothing to try. 503: the trial failed, for the reason given; the next question begins it anew.")
        .Produces<QualityBody>(StatusCodes.Status200OK, "application/json")
        .Produces<QualityWaitBody>(StatusCodes.Status202Accepted, "application/json")
        .Produces<ErrorBody>(StatusCodes.Status404NotFound, "application/json")
        .Produces<ErrorBody>(StatusCodes.Status503ServiceUnavailable, "application/json");

    private static async Task HandleAsync(HttpContext context, QualityDesk desk, TimeProvider clock)
    {
        if (desk.Ask() is QualityState.Failed)
            desk.Retry();
        var state = await desk.AskAsync(Patience, clock, context.RequestAborted);
        await (state switch
        {
            QualityState.Ready ready => JsonResponse.WriteAsync(context, StatusCodes.Status200OK, QualityBody.Of(ready), ApiJson.Default.QualityBody),
            QualityState.Fitting fitting => WaitAsync(context, new QualityWaitBody("fitting", fitting.Progress?.Share, fitting.Progress?.Step)),
            QualityState.UnderWay => WaitAsync(context, new QualityWaitBody("measuring", null, null)),
            QualityState.NoOrders => JsonResponse.WriteAsync(context, StatusCodes.Status404NotFound, new ErrorBody("The dataset in use has no orders, so predictions cannot be tried on it."), ApiJson.Default.ErrorBody),
            QualityState.Failed failed => JsonResponse.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new ErrorBody(failed.Reason), ApiJson.Default.ErrorBody),
            _ => throw new InvalidOperationException($"Unknown state {state.GetType().Name}."),
        });
    }

    private static Task WaitAsync(HttpContext context, QualityWaitBody body)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return JsonResponse.WriteAsync(context, StatusCodes.Status202Accepted, body, ApiJson.Default.QualityWaitBody);
    }
}
