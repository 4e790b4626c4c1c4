using System.Text.Json;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Rails;
using PersonalizedAgent.Core.Decisions.Receipts;
using PersonalizedAgent.Core.Kumo;

namespace PersonalizedAgent.Core.Agent;

/// <summary>Makes decisions again from their receipts. Safe to use from many threads.</summary>
/// <param name="policyOf">Gives the policy that decided, as it was by then as far as that can be found out; <see langword="null"/> where there is none any more.</param>
/// <param name="repeatable">Gives the backend that answers the same question always alike; <see langword="null"/> for one that does not.</param>
public sealed class DecisionReplay(Func<Decision, CancellationToken, ValueTask<IDecisionPolicy?>> policyOf, Func<PredictionBackend, IKumoClient?> repeatable)
{
    /// <summary>Makes a decision again and compares it with its receipt, byte for byte.</summary>
    /// <param name="kept">The decision.</param>
    /// <param name="current">The dataset in use.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async ValueTask<ReplayResult> RunAsync(KeptDecision kept, Dataset current, CancellationToken cancellationToken)
    {
        var decision = kept.Logged.Decision;
        if (decision.User is not { } user || decision.Settings is not { } settings)
            return new ReplayResult(false, null, [new ReplayDifference("receipt", "without user or settings", "", "It was recorded without them, so it cannot be made again.")]);
        if (await policyOf(decision, cancellationToken).ConfigureAwait(false) is not { } policy)
            return new ReplayResult(false, null, [new ReplayDifference("policy", decision.Policy, "", "There is no such policy any more, or what it had learned by then cannot be made again: other data is in use, or its rewards are no longer kept.")]);

        var (prediction, note) = await PredictAsync(decision, current, cancellationToken).ConfigureAwait(false);
        var verdict = GuardRails.Apply(prediction.EngagementScore, decision.Facts ?? ContactFacts.None, settings.Rails, decision.At);
        var again = decision with
        {
            Prediction = prediction,
            PolicyVersion = policy.Version,
            Choice = Guarded.Choose(policy, PolicyInput.Of(user, prediction, settings) with { Draw = decision.Draw }, verdict),
        };
        var receipt = ReceiptJson.Write(again);
        if (receipt.AsSpan().SequenceEqual(kept.Receipt.Span))
            return new ReplayResult(true, note, []);
        var why = again.PolicyVersion != decision.PolicyVersion ? "The policy is newer than the decision."
            : prediction.ModelVersion != decision.Prediction.ModelVersion ? "The model is newer than the decision."
            : "The program is newer than the decision.";
        return new ReplayResult(false, note, [.. Differences(kept.Receipt, receipt, why)]);
    }

    private async ValueTask<(Prediction Prediction, string? Note)> PredictAsync(Decision decision, Dataset current, CancellationToken cancellationToken)
    {
        var recorded = decision.Prediction;
        if (recorded.Fallback is not null || repeatable(recorded.Backend) is not { } client)
            return (recorded, $"The prediction was taken from the receipt: {recorded.Backend.ToString().ToUpperInvariant()} does not answer a question twice alike.");
        if (current.Version != decision.Dataset)
            return (recorded, "The prediction was taken from the receipt: the dataset it was made on is not in use.");
        if (current.Users.Find(recorded.UserId) is not { } user)
            return (recorded, "The prediction was taken from the receipt: the user is gone.");
        return await client.PredictAsync(current, [user], recorded.AsOf, cancellationToken).ConfigureAwait(false) is PredictionResult.Predicted { Predictions: [var again] }
            ? (again, null)
            : (recorded, "The prediction was taken from the receipt: there is none at present.");
    }

    private static List<ReplayDifference> Differences(ReadOnlyMemory<byte> recorded, ReadOnlyMemory<byte> again, string why)
    {
        using var left = JsonDocument.Parse(recorded);
        using var right = JsonDocument.Parse(again);
        var differences = new List<ReplayDifference>();
        Compare("", left.RootElement, right.RootElement, why, differences);
        return differences;
    }

    private static void Compare(string path, JsonElement? left, JsonElement? right, string why, List<ReplayDifference> differences)
    {
        if (left is { ValueKind: JsonValueKind.Object } a && right is { ValueKind: JsonValueKind.Object } b)
        {
            foreach (var name in a.EnumerateObject().Concat(b.EnumerateObject()).Select(property => property.Name).Distinct())
                Compare(path.Length == 0 ? name : $"{path}.{name}", Get(a, name), Get(b, name), why, differences);
        }
        else if (left?.GetRawText() != right?.GetRawText())
        {
            differences.Add(new ReplayDifference(path, left?.GetRawText() ?? "", right?.GetRawText() ?? "", why));
        }
    }

    private static JsonElement? Get(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value : null;
}

/// <summary>What came of making a decision again.</summary>
/// <param name="IsEqual">Whether it is the same, byte for byte.</param>
/// <param name="Note">What was not made again but taken from the receipt, and why; <see langword="null"/> where all was made again.</param>
/// <param name="Differences">The fields that differ; empty where it is the same.</param>
public sealed record ReplayResult(bool IsEqual, string? Note, IReadOnlyList<ReplayDifference> Differences);

/// <summary>A field of a receipt that came out otherwise.</summary>
/// <param name="Field">The field, with dots, such as <c>choice.action</c>.</param>
/// <param name="Recorded">As it was recorded, as JSON; empty where it was not there.</param>
/// <param name="Replayed">As it came out, as JSON; empty where it is not there.</param>
/// <param name="Why">Why, for people.</param>
public sealed record ReplayDifference(string Field, string Recorded, string Replayed, string Why);
