using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Api;

namespace PersonalizedAgent.Web.Live;

/// <summary>A decision as the hub tells it to other programs.</summary>
/// <param name="Log">Names the log that the sequence numbers count; another one after a restart.</param>
/// <param name="Sequence">The decision's place in the log: 1, 2, 3 and so on. A gap means that events were skipped.</param>
/// <param name="DecisionId">The decision's id.</param>
/// <param name="UserId">The user.</param>
/// <param name="Action">offer_discount, recommend_product or send_message.</param>
/// <param name="EngagementScore">Between 0 and 1, rounded to two places.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="Backend">Where the score comes from, such as MOCK.</param>
/// <param name="Source">Who asked: page or rest.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Product">The product to recommend; only with recommend_product, where items are known.</param>
internal sealed record RecommendedEvent(
    [property: JsonPropertyName("log")] Guid Log,
    [property: JsonPropertyName("sequence")] long Sequence,
    [property: JsonPropertyName("decision_id")] Guid DecisionId,
    [property: JsonPropertyName("user_id"), JsonConverter(typeof(UserIdJson))] UserId UserId,
    [property: JsonPropertyName("action")] string Action,
    [property: JsonPropertyName("engagement_score")] double EngagementScore,
    [property: JsonPropertyName("reason")] string Reason,
    [property: JsonPropertyName("backend")] string Backend,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("product"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProductBody? Product)
{
    public static RecommendedEvent From(IDecisionLog log, LoggedDecision logged)
    {
        var decision = logged.Decision;
        return new RecommendedEvent(
            log.Id,
            logged.Sequence,
            decision.Id,
            decision.UserId,
            decision.Choice.ActionName,
            decision.Prediction.EngagementScore.Rounded().Value,
            decision.Choice.Reason,
            Model.Display.Badge(decision.Prediction),
            decision.Source.WireName,
            decision.At,
            ProductBody.Of(decision.Product));
    }
}
