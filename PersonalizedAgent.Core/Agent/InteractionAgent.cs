using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Agent;

/// <summary>The one who asks, chooses and records: checks a user, asks for a prediction, lets the policy choose, writes the decision to the log. Safe to call from many threads.</summary>
public sealed class InteractionAgent(IKumoClient kumo, IDecisionPolicy policy, IDecisionLog log, AgentOptions options, Draws draws, TimeProvider clock)
{
    /// <summary>Recommends the next action for a user.</summary>
    /// <param name="dataset">The data that the user stands in; its day is the one that counts.</param>
    /// <param name="user">The user, as read; it is checked here.</param>
    /// <param name="source">Who asks.</param>
    /// <param name="cancellationToken">Gives up waiting; a decision that was recorded stays recorded.</param>
    /// <returns>The decision made, or why there is none.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<Recommendation> RecommendAsync(Dataset dataset, User user, DecisionSource source, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var issues = UserValidator.Validate(user, dataset.Today(clock));
        if (issues.Count > 0)
            return new Recommendation.InvalidUser(issues);

        var result = await kumo.PredictAsync(dataset, [user], dataset.AsOf(clock), cancellationToken).ConfigureAwait(false);
        if (result is PredictionResult.Unavailable unavailable)
            return new Recommendation.Unavailable(unavailable.Reason);

        var prediction = ((PredictionResult.Predicted)result).Predictions[0];
        var now = clock.GetUtcNow();
        var input = PolicyInput.Of(user, prediction, options) with { At = now, Draw = draws.Next() };
        var decision = new Decision(Guid.CreateVersion7(now), now, dataset.Version, prediction, policy.Name, policy.Choose(input), source, clock.GetElapsedTime(started))
        {
            PolicyVersion = policy.Version,
            Draw = input.Draw,
            User = user,
            Settings = options,
        };
        try
        {
            return new Recommendation.Made(await log.AppendAsync(decision, cancellationToken).ConfigureAwait(false));
        }
        catch (DecisionLogException e)
        {
            return new Recommendation.NotRecorded(e.Message);
        }
    }
}
