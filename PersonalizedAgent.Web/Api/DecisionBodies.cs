using System.Text.Json;
using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Decisions.Receipts;

namespace PersonalizedAgent.Web.Api;

/// <summary>A decision with its receipt.</summary>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="Hash">Its link of the chain: SHA-256 of the link before and of the receipt's bytes.</param>
/// <param name="Reward">What came of it; null as long as nothing did.</param>
/// <param name="Receipt">All that is needed to make it again.</param>
internal sealed record DecisionBody(
    [property: JsonPropertyName("sequence")] long Sequence,
    [property: JsonPropertyName("hash")] string Hash,
    [property: JsonPropertyName("reward")] GivenRewardBody? Reward,
    [property: JsonPropertyName("receipt")] JsonElement Receipt)
{
    public static DecisionBody Of(KeptDecision kept) => new(
        kept.Logged.Sequence, kept.Hash, kept.Logged.Reward is { } reward ? new GivenRewardBody(reward.Value, reward.At, reward.IsDefault) : null, JsonElement.Parse(kept.Receipt.Span));
}

/// <summary>What came of a decision.</summary>
/// <param name="Value">0 to 1.</param>
/// <param name="At">When it came.</param>
/// <param name="Default">Whether none was sent in time, so that 0 counts.</param>
internal sealed record GivenRewardBody(
    [property: JsonPropertyName("value")] double Value,
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("default")] bool Default);

/// <summary>What came of a decision, as sent.</summary>
/// <param name="Value">0 to 1.</param>
/// <param name="At">When; now without it.</param>
internal sealed record RewardBody(
    [property: JsonPropertyName("value")] double? Value,
    [property: JsonPropertyName("at")] DateTimeOffset? At);

/// <summary>What came of making a decision again.</summary>
/// <param name="Equal">Whether it is the same, byte for byte.</param>
/// <param name="Note">What was taken from the receipt, and why.</param>
/// <param name="Differences">The fields that differ.</param>
internal sealed record ReplayBody(
    [property: JsonPropertyName("equal")] bool Equal,
    [property: JsonPropertyName("note")] string? Note,
    [property: JsonPropertyName("differences")] IReadOnlyList<ReplayDifferenceBody> Differences)
{
    public static ReplayBody Of(ReplayResult result) => new(
        result.IsEqual, result.Note, [.. result.Differences.Select(difference => new ReplayDifferenceBody(difference.Field, difference.Recorded, difference.Replayed, difference.Why))]);
}

/// <summary>A field that differs.</summary>
/// <param name="Field">The field, such as choice.action.</param>
/// <param name="Recorded">As it was recorded, as JSON.</param>
/// <param name="Replayed">As it came out, as JSON.</param>
/// <param name="Why">Why.</param>
internal sealed record ReplayDifferenceBody(
    [property: JsonPropertyName("field")] string Field,
    [property: JsonPropertyName("recorded")] string Recorded,
    [property: JsonPropertyName("replayed")] string Replayed,
    [property: JsonPropertyName("why")] string Why);

/// <summary>What came of walking the chain.</summary>
/// <param name="Intact">How many receipts from the start are as they were recorded.</param>
/// <param name="Break">The first that is not; null where all are.</param>
internal sealed record ChainBody(
    [property: JsonPropertyName("intact")] long Intact,
    [property: JsonPropertyName("break")] ChainBreakBody? Break)
{
    public static ChainBody Of(ChainCheck check) => new(check.Intact, check.Break is { } found ? new ChainBreakBody(found.Sequence, found.DecisionId, found.Reason) : null);
}

/// <summary>Where the chain breaks.</summary>
/// <param name="Sequence">The place in the log.</param>
/// <param name="DecisionId">The decision found there.</param>
/// <param name="Reason">What is wrong.</param>
internal sealed record ChainBreakBody(
    [property: JsonPropertyName("sequence")] long Sequence,
    [property: JsonPropertyName("decision_id")] Guid DecisionId,
    [property: JsonPropertyName("reason")] string Reason);
