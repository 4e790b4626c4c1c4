using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Web.Api;

/// <summary>What to do next for a user.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Action">offer_discount, recommend_product or send_message.</param>
/// <param name="EngagementScore">Between 0 and 1, rounded to two places.</param>
/// <param name="Product">The product to recommend; only with recommend_product, where items are known.</param>
internal sealed record RecommendationBody(
    [property: JsonPropertyName("user_id"), JsonConverter(typeof(UserIdJson))] UserId UserId,
    [property: JsonPropertyName("action")] string Action,
    [property: JsonPropertyName("engagement_score")] double EngagementScore,
    [property: JsonPropertyName("product"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProductBody? Product);

/// <summary>A product.</summary>
/// <param name="ItemId">What names it in the data.</param>
/// <param name="Name">What people call it; the id where the data does not say.</param>
internal sealed record ProductBody(
    [property: JsonPropertyName("item_id")] string ItemId,
    [property: JsonPropertyName("name")] string Name)
{
    /// <summary>The product of a decision, if it has one.</summary>
    public static ProductBody? Of(RankedItem? item) => item is null ? null : new ProductBody(item.ItemId, item.Title);
}

/// <summary>Why there is no answer.</summary>
/// <param name="Error">For people.</param>
internal sealed record ErrorBody([property: JsonPropertyName("error")] string Error);

/// <summary>Why no prediction could be made.</summary>
/// <param name="Error">For people.</param>
/// <param name="Reason">What the backend said, and what to do about it.</param>
internal sealed record UnavailableBody(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("reason")] string Reason);

/// <summary>What is wrong with a user's data.</summary>
/// <param name="Error">For people.</param>
/// <param name="Issues">All of it, in the order of the fields.</param>
internal sealed record InvalidUserBody(
    [property: JsonPropertyName("error")] string Error,
    [property: JsonPropertyName("issues")] IReadOnlyList<IssueBody> Issues);

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Message">What it must be.</param>
internal sealed record IssueBody(
    [property: JsonPropertyName("field")] string Field,
    [property: JsonPropertyName("message")] string Message);
