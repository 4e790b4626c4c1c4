using Microsoft.AspNetCore.Mvc;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Web.Api;

/// <summary><c>/api/users/{user_id}/opt-out</c>: who does not want to be contacted.</summary>
internal static class OptOutEndpoint
{
    private const string Route = "/api/users/{user_id}/opt-out";

    public static void MapOptOut(this IEndpointRouteBuilder routes)
    {
        routes.MapPut(Route, ([FromRoute(Name = "user_id")] string userId, HttpContext context, DatasetStore datasets, IDecisionLog log) => SetAsync(userId, isOut: true, context, datasets, log))
            .WithName("OptOut").WithTags("Decisions").WithSummary("A user does not want to be contacted")
            .WithDescription("From now on the answer for this user is the action none, in every version of the dataset in use.")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ErrorBody>(StatusCodes.Status404NotFound, "application/json")
            .Produces<UnavailableBody>(StatusCodes.Status503ServiceUnavailable, "application/json");
        routes.MapDelete(Route, ([FromRoute(Name = "user_id")] string userId, HttpContext context, DatasetStore datasets, IDecisionLog log) => SetAsync(userId, isOut: false, context, datasets, log))
            .WithName("OptIn").WithTags("Decisions").WithSummary("A user may be contacted again")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ErrorBody>(StatusCodes.Status404NotFound, "application/json")
            .Produces<UnavailableBody>(StatusCodes.Status503ServiceUnavailable, "application/json");
    }

    private static async Task SetAsync(string userId, bool isOut, HttpContext context, DatasetStore datasets, IDecisionLog log)
    {
        var dataset = datasets.Current;
        var id = new UserId(userId);
        if (dataset.Users.RowOf(id) is null)
        {
            await JsonResponse.WriteAsync(context, StatusCodes.Status404NotFound, new ErrorBody("User not found"), ApiJson.Default.ErrorBody);
            return;
        }

        try
        {
            await log.SetOptOutAsync(dataset.Name, id, isOut, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (DecisionLogException e)
        {
            await JsonResponse.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new UnavailableBody("Opt-out not recorded", e.Message), ApiJson.Default.UnavailableBody);
        }
    }
}
