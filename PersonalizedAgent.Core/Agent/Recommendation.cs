using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Agent;

/// <summary>What came of asking the agent about a user.</summary>
public abstract record Recommendation
{
    private Recommendation()
    {
    }

    /// <summary>The agent made a decision and recorded it.</summary>
    /// <param name="Logged">The decision, with its place in the log.</param>
    public sealed record Made(LoggedDecision Logged) : Recommendation
    {
        /// <summary>Whom it is for.</summary>
        public UserId UserId => Logged.Decision.UserId;

        /// <summary>What to do next; <see langword="null"/> where contact is not allowed.</summary>
        public AgentAction? Action => Logged.Decision.Choice.Action;

        /// <summary>The engagement score, rounded to two places, halves to even.</summary>
        public Score EngagementScore => Logged.Decision.Prediction.EngagementScore.Rounded();

        /// <summary>The product to recommend, if that is the action and one is known.</summary>
        public RankedItem? Product => Logged.Decision.Product;

        /// <summary>By what the decision can be found again.</summary>
        public Guid DecisionId => Logged.Decision.Id;
    }

    /// <summary>The user's data cannot be true, so nothing was predicted.</summary>
    /// <param name="Issues">All that is wrong, in the order of the fields; never empty.</param>
    public sealed record InvalidUser(IReadOnlyList<UserIssue> Issues) : Recommendation;

    /// <summary>There is no prediction, so nothing was decided.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record Unavailable(string Reason) : Recommendation;

    /// <summary>The decision could not be recorded, and what is not recorded does not count.</summary>
    /// <param name="Reason">Why, for people.</param>
    public sealed record NotRecorded(string Reason) : Recommendation;
}
