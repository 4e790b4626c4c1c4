using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions.Rails;

/// <summary>What guard rails leave to choose from.</summary>
/// <param name="Allowed">The actions left, in the order of <see cref="AgentActions.All"/>; none where contact itself is not allowed.</param>
/// <param name="Removed">The actions that a rail of their own removed, in the same order, with its reason.</param>
/// <param name="NoContact">Why the user must not be contacted at all, in words; <see langword="null"/> where contact is allowed.</param>
public sealed record RailVerdict(IReadOnlyList<AgentAction> Allowed, IReadOnlyList<RemovedAction> Removed, string? NoContact)
{
    /// <summary>The verdict where nothing is removed.</summary>
    public static RailVerdict AllAllowed { get; } = new(AgentActions.All, [], null);

    /// <summary>Why an action is not allowed, in words; <see langword="null"/> where it is.</summary>
    public string? WhyNot(AgentAction action) => NoContact ?? Removed.FirstOrDefault(removed => removed.Action == action)?.Reason;
}
