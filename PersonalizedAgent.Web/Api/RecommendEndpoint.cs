using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Web.Api;

/// <summary><c>GET /recommend/{user_id}</c>: the agent's decision on a user.</summary>
internal static class RecommendEndpoint
{
    private const string Route = "/recommend/{user_id}";

    public static void MapRecommend(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, HandleAsync)
            .WithName("Recommend")
            .WithTags("Recommendations")
            .WithSummary("Recommend the next action for a user")
            .WithDescription("Asks the prediction backend about the user, chooses an action, records the decision and shows it on every open dashboard. The header X-Decision-Id carries the decision's id.")
            .AddOpenApiOperationTransformer(DescribeUserId)
            .Produces<RecommendationBody>(StatusCodes.Status200OK, "application/json")
            .Produces<ErrorBody>(StatusCodes.Status404NotFound, "application/json")
            .Produces<InvalidUserBody>(StatusCodes.Status422UnprocessableEntity, "application/json")
            .Produces<ErrorBody>(StatusCodes.Status500InternalServerError, "application/json")
            .Produces<UnavailableBody>(StatusCodes.Status503ServiceUnavailable, "application/json");
        routes.MapMethods(Route, [HttpMethods.Head], HandleAsync).ExcludeFromDescription();
    }

    private static Task DescribeUserId(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var parameter = (OpenApiParameter)operation.Parameters!.Single();
        parameter.Description = "The user's id as it stands in the data: an integer or a text.";
        parameter.Schema = UserIdJson.Schema;
        return Task.CompletedTask;
    }

    private static async Task HandleAsync([FromRoute(Name = "user_id")] string userId, HttpContext context, DatasetStore datasets, InteractionAgent agent)
    {
        // One snapshot for the whole answer: another may be taken meanwhile.
        var dataset = datasets.Current;
        if (dataset.Users.Find(new UserId(userId)) is not { } user)
        {
            await JsonResponse.WriteAsync(context, StatusCodes.Status404NotFound, new ErrorBody("User not found"), ApiJson.Default.ErrorBody);
            return;
        }

        await (await agent.RecommendAsync(dataset, user, DecisionSource.Rest, context.RequestAborted) switch
        {
            Recommendation.Made made => WriteAsync(context, made),
            Recommendation.InvalidUser invalid => JsonResponse.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, Body(invalid), ApiJson.Default.InvalidUserBody),
            Recommendation.Unavailable unavailable => JsonResponse.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, new UnavailableBody("Prediction unavailable", unavailable.Reason), ApiJson.Default.UnavailableBody),
            Recommendation.NotRecorded notRecorded => JsonResponse.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, new UnavailableBody("Decision not recorded", notRecorded.Reason), ApiJson.Default.UnavailableBody),
            var other => throw new InvalidOperationException($"Unknown recommendation {other.GetType().Name}."),
        });
    }

    private static Task WriteAsync(HttpContext context, Recommendation.Made made)
    {
        context.Response.Headers["X-Decision-Id"] = made.DecisionId.ToString();
        // The answer is a decision made now; a stored copy would be none.
        context.Response.Headers.CacheControl = "no-store";
        var body = new RecommendationBody(made.UserId, made.Logged.Decision.Choice.ActionName, made.EngagementScore.Value, ProductBody.Of(made.Product));
        return JsonResponse.WriteAsync(context, StatusCodes.Status200OK, body, ApiJson.Default.RecommendationBody);
    }

    private static InvalidUserBody Body(Recommendation.InvalidUser invalid) =>
        new("Invalid user data", [.. invalid.Issues.Select(issue => new IssueBody(issue.Field.WireName(), issue.Message))]);
}
