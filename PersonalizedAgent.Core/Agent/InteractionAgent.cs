using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Core.Decisions.Rails;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Agent;

/// <summary>The one who asks, chooses and records: checks a user, asks for a prediction, lets the policy choose, writes the decision to the log. Safe to call from many threads.</summary>
public sealed class InteractionAgent(IKumoClient kumo, PolicySwitch policies, IDecisionLog log, Draws draws, TimeProvider clock)
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
        // What is decided now goes by one policy and one set of settings, whatever is chosen meanwhile.
        var (policy, options, now) = (policies.Current, policies.Options, clock.GetLocalNow());
        var facts = await PastContacts.FactsOfAsync(dataset, user.UserId, log, options.Rails, prediction.AsOf, now, cancellationToken).ConfigureAwait(false);
        var input = PolicyInput.Of(user, prediction, options) with { Draw = draws.Next() };
        var verdict = GuardRails.Apply(prediction.EngagementScore, facts, options.Rails, now);
        var choice = Guarded.Choose(policy, input, verdict);
        var decision = new Decision(Guid.CreateVersion7(now), now, dataset.Version, prediction, policy.Name, choice, source, clock.GetElapsedTime(started))
        {
            PolicyVersion = policy.Version,
            Draw = input.Draw,
            User = user,
            Settings = options,
            Facts = facts,
            Apprentice = options.Apprentice && policy is not LearningPolicy ? ApprenticeOf(input, verdict, choice) : null,
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

    private ApprenticeChoice ApprenticeOf(PolicyInput input, RailVerdict verdict, PolicyChoice taken)
    {
        var learning = policies.Of(PolicyKind.Learning);
        var choice = Guarded.Choose(learning, input, verdict);
        return new ApprenticeChoice(
            learning.Version, choice.Action, taken.Action is { } action ? choice.Candidates.First(candidate => candidate.Action == action).Probability : 1);
    }
}
