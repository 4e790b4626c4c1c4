using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Evaluation;

/// <summary>The same users through several backends: as they were known at an anchor, against what they did in the horizon after it.</summary>
/// <param name="Anchor">The last moment known to the backends.</param>
/// <param name="HorizonDays">How far the labels reach, in days.</param>
/// <param name="Users">The users asked about.</param>
/// <param name="BaseRate">The share of them that ordered.</param>
/// <param name="Backends">What came of each backend; the local model is among them, the first two are never probabilities.</param>
public sealed record BackendComparison(DateTime Anchor, int HorizonDays, IReadOnlyList<UserId> Users, double BaseRate, IReadOnlyList<BackendResult> Backends)
{
    /// <summary>The users for whom a backend's decision is another than the local model's; <see langword="null"/> where one of the two did not answer.</summary>
    public IReadOnlyList<UserId>? DifferingFromLocal(BackendResult result)
    {
        var local = Backends.First(other => other.Backend == PredictionBackend.Local);
        return local.Problem is not null || result.Problem is not null ? null : [.. Users.Where((_, i) => result.Actions[i] != local.Actions[i])];
    }
}

/// <summary>What came of one backend.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Model">The model, by its own word.</param>
/// <param name="Auc">How well it ranks those who ordered above the others; <see langword="null"/> where it did not answer, or all or none ordered.</param>
/// <param name="CalibrationError">By how much predicted and observed rates differ on average; <see langword="null"/> where it gives no probabilities.</param>
/// <param name="Took">The time for all users, learning included.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Actions">What would be decided for each user; empty where it did not answer.</param>
/// <param name="Problem">Why it did not answer; <see langword="null"/> where it did.</param>
public sealed record BackendResult(
    PredictionBackend Backend, string Model, Interval? Auc, double? CalibrationError, TimeSpan Took, int Requests, IReadOnlyList<AgentAction> Actions, string? Problem);
