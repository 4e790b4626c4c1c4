using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>What a backend says of one user at one time.</summary>
/// <param name="UserId">The user it speaks of.</param>
/// <param name="EngagementScore">How likely the user is to engage, as the backend sees it; not rounded.</param>
/// <param name="RecommendedAction">The action the backend would take.</param>
/// <param name="Backend">Where the prediction comes from.</param>
/// <param name="ModelVersion">The model that made it; equal versions give equal predictions for equal input.</param>
/// <param name="AsOf">The time as of which the prediction was made.</param>
public sealed record Prediction(
    UserId UserId,
    Score EngagementScore,
    AgentAction RecommendedAction,
    PredictionBackend Backend,
    string ModelVersion,
    DateTimeOffset AsOf);
