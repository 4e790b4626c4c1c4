using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Api;

/// <summary><c>/api/decisions</c>: receipts, rewards, replay, the chain.</summary>
internal static class DecisionsEndpoints
{
    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/decisions/{id:guid}", WriteReceiptAsync)
            .WithName("Decision").WithTags("Decisions").WithSummary("A decision's receipt")
            .WithDescription("All that is needed to make the decision again, with its place in the log, its link of the chain, and what came of it.")
            .Produces<DecisionBody>(StatusCodes.Status200OK, "application/json")
            .Produces<ErrorBody>(StatusCodes.Status404NotFound, "application/json");
        routes.MapPost("/api/decisions/{id:guid}/reward", RewardAsync)
            .WithName("Reward").WithTags("Decisions").WithSummary("Say what came of a decision")
            .WithDescription("A value from 0 (nothing) to 1 (all that was hoped for). A second reward is refused unless it repeats the first; so is one after Agent:RewardWindow.")
            .Accepts<RewardBody>("application/json")
            .Produces(StatusCodes.Status204NoContent)
            .Produces<ErrorBody>(StatusCodes.Status404NotFound, "application/json")
            .Produces<ErrorBody>(StatusCodes.Status409Conflict, "application/json")
            .Produces<ErrorBody>(StatusCodes.Status422UnprocessableEntity, "application/json")
            .Produces<UnavailableBody>(StatusCodes.Status503ServiceUnavailable, "application/json");
        routes.MapPost("/api/decisions/{id:guid}/replay", ReplayAsync)
            .WithName("Replay").WithTags("Decisions").WithSummary("Make a decision again")
            .WithDescription("Makes the decision again from its receipt and compares byte for byte: equal, or which fields differ and why. Nothing is recorded.")
            .Produces<ReplayBody>(StatusCodes.Status200OK, "application/json")
            .Produces<ErrorBody>(StatusCodes.Status404NotFound, "application/json");
        routes.MapGet("/api/decisions/verify", VerifyAsync)
            .WithName("VerifyDecisions").WithTags("Decisions").WithSummary("Walk the chain of receipts")
            .WithDescription("Each receipt is chained to the one before by SHA-256. Tells how many are as they were recorded, and the first that is not.")
            .Produces<ChainBody>(StatusCodes.Status200OK, "application/json");
        routes.MapGet("/api/decisions.jsonl", ExportAsync)
            .WithName("ExportDecisions").WithTags("Decisions").WithSummary("All decisions as JSON lines")
            .WithDescription("A line a decision, oldest first, as GET /api/decisions/{id} gives it. The query narrows it: user, action, policy, backend, rewarded=yes|no.")
            .Produces<string>(StatusCodes.Status200OK, "application/jsonl");
    }

    private static async Task WriteReceiptAsync(Guid id, HttpContext context, IDecisionLog log)
    {
        if (await log.FindAsync(id, context.RequestAborted) is not { } kept)
        {
            await NotFoundAsync(context);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, DecisionBody.Of(kept), ApiJson.Default.DecisionBody);
    }

    private static async Task RewardAsync(Guid id, HttpContext context, [FromServices] IDecisionLog log, [FromServices] AgentOptions options, [FromServices] TimeProvider clock)
    {
        RewardBody? body = null;
        try
        {
            if (context.Request.HasJsonContentType())
                body = await JsonSerializer.DeserializeAsync(context.Request.Body, ApiJson.Default.RewardBody, context.RequestAborted);
        }
        catch (JsonException)
        {
            // Said below, as for any other body that is no reward.
        }

        if (body is not { Value: >= 0 and <= 1 })
        {
            await JsonResponse.WriteAsync(
                context, StatusCodes.Status422UnprocessableEntity, new ErrorBody("The body must be JSON such as {\"value\": 1}, with a value from 0 to 1 and, if wanted, the time in \"at\"."), ApiJson.Default.ErrorBody);
            return;
        }

        var now = clock.GetUtcNow();
        var at = body.At ?? now;
        if (await log.FindAsync(id, context.RequestAborted) is not { } kept)
        {
            await NotFoundAsync(context);
            return;
        }

        if (RewardRules.WhyNot(kept.Logged.Decision, at, now, options) is { } reason)
        {
            await JsonResponse.WriteAsync(context, StatusCodes.Status422UnprocessableEntity, new ErrorBody(reason), ApiJson.Default.ErrorBody);
            return;
        }

        try
        {
            switch (await log.RewardAsync(id, new Reward(body.Value.Value, at), context.RequestAborted))
            {
                case RewardOutcome.Recorded or RewardOutcome.Repeated:
                    context.Response.StatusCode = StatusCodes.Status204NoContent;
                    break;
                case RewardOutcome.UnknownDecision:
                    await NotFoundAsync(context);
                    break;
                default:
                    await JsonResponse.WriteAsync(
                        context, StatusCodes.Status409Conflict, new ErrorBody("Another reward was recorded for this decision before, and stays."), ApiJson.Default.ErrorBody);
                    break;
            }
        }
        catch (DecisionLogException e)
        {
            await JsonResponse.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new UnavailableBody("Reward not recorded", e.Message), ApiJson.Default.UnavailableBody);
        }
    }

    private static async Task ReplayAsync(Guid id, HttpContext context, IDecisionLog log, DecisionReplay replay, DatasetStore datasets)
    {
        if (await log.FindAsync(id, context.RequestAborted) is not { } kept)
        {
            await NotFoundAsync(context);
            return;
        }

        var result = await replay.RunAsync(kept, datasets.Current, context.RequestAborted);
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, ReplayBody.Of(result), ApiJson.Default.ReplayBody);
    }

    private static async Task VerifyAsync(HttpContext context, IDecisionLog log)
    {
        var check = await log.VerifyAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        await JsonResponse.WriteAsync(context, StatusCodes.Status200OK, ChainBody.Of(check), ApiJson.Default.ChainBody);
    }

    private static async Task ExportAsync(HttpContext context, IDecisionLog log)
    {
        var filter = DecisionFilter.Parse(context.Request.QueryString.Value ?? "");
        context.Response.ContentType = "application/jsonl";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = "attachment; filename=decisions.jsonl";
        await foreach (var kept in log.ReadAllAsync(0, context.RequestAborted))
        {
            if (!filter.Matches(kept.Logged))
                continue;
            context.Response.BodyWriter.Write(JsonSerializer.SerializeToUtf8Bytes(DecisionBody.Of(kept), ApiJson.Default.DecisionBody), "\n"u8);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    private static void Write(this System.IO.Pipelines.PipeWriter writer, ReadOnlySpan<byte> line, ReadOnlySpan<byte> end)
    {
        System.Buffers.BuffersExtensions.Write(writer, line);
        System.Buffers.BuffersExtensions.Write(writer, end);
    }

    private static Task NotFoundAsync(HttpContext context) =>
        JsonResponse.WriteAsync(context, StatusCodes.Status404NotFound, new ErrorBody("Decision not found"), ApiJson.Default.ErrorBody);
}
