using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>A kind of user, by what is predicted of them: their mean as the learning policy sees it.</summary>
/// <param name="Name">For people.</param>
/// <param name="Users">How many users are of this kind; at least 1.</param>
/// <param name="Features">The mean of their features, by action in the order of <see cref="AgentActions.All"/>.</param>
public sealed record CustomerKind(string Name, int Users, IReadOnlyList<BanditFeatures> Features)
{
    /// <summary>What is believed of the mean reward of an action over the users of this kind.</summary>
    /// <param name="state">What was learned.</param>
    /// <param name="action">The action.</param>
    public Belief Believe(BanditState state, AgentAction action) => state.Believe(Features[(int)action], action);
}
