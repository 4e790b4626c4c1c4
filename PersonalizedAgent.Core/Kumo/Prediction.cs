using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>What a backend says of one user at one time.</summary>
/// <param name="UserId">The user it speaks of.</param>
/// <param name="EngagementScore">How likely the user is to engage, as the backend sees it; not rounded.</param>
/// <param name="RecommendedAction">The action the backend would take.</param>
/// <param name="Backend">Where the score comes from; it says what the score means.</param>
/// <param name="ModelVersion">The model that made it; equal versions give equal predictions for equal input.</param>
/// <param name="AsOf">The time as of which the prediction was made.</param>
public sealed record Prediction(
    UserId UserId,
    Score EngagementScore,
    AgentAction RecommendedAction,
    PredictionBackend Backend,
    string ModelVersion,
    DateTimeOffset AsOf)
{
    /// <summary>The question that the score answers, in PQL; <see langword="null"/> where it answers none.</summary>
    public string? Task { get; init; }

    /// <summary>For each action the probability that the user responds to it now, in the order of <see cref="AgentActions.All"/>. Empty where nothing is known of responses.</summary>
    public IReadOnlyList<ActionScore> ActionScores { get; init; } = [];

    /// <summary>The rule that the recommended action follows, in words; <see langword="null"/> where it follows from <see cref="ActionScores"/> or was drawn by lot.</summary>
    public string? ActionRule { get; init; }

    /// <summary>What the user will likely buy next, best first. Empty where nothing is known of items.</summary>
    public IReadOnlyList<RankedItem> Items { get; init; } = [];

    /// <summary>The score of an average user: where the factors start from. <see langword="null"/> where there are none.</summary>
    public Score? BaseScore { get; init; }

    /// <summary>What moved this score away from <see cref="BaseScore"/>, the strongest first. Their effects sum to the difference. Empty where nothing did.</summary>
    public IReadOnlyList<Factor> Factors { get; init; } = [];

    /// <summary>What the score becomes with time, with and without one more order; <see langword="null"/> where the backend cannot say.</summary>
    public ScoreOutlook? Outlook { get; init; }

    /// <summary>Why another backend than the one asked answered, or an earlier answer had to do; <see langword="null"/> where all is as asked.</summary>
    public Fallback? Fallback { get; init; }

    /// <summary>What is to be known of how this prediction was made, for people, such as that the model is still being fitted; mostly <see langword="null"/>.</summary>
    public string? Note { get; init; }
}
