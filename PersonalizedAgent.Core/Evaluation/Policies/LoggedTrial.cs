using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;

namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>A log with all it takes to judge the policies on it. What is known of a row was known before its reward. Immutable, safe to use from many threads.</summary>
public sealed class LoggedTrial
{
    private const double Whole = 1 - 1e-6;

    /// <summary>The log.</summary>
    public required ActionLog Log { get; init; }

    /// <summary>What it is, for people.</summary>
    public required string Setting { get; init; }

    internal PredictedRows Rows { get; init; } = PredictedRows.Of([]);

    /// <summary>The reward expected of each action on each row, by a model that has not seen it.</summary>
    internal RewardTable Expected { get; init; } = new([], AgentActions.All.Count);

    /// <summary>What the learning policy believed by then, for each row one for each action.</summary>
    internal Belief[] Beliefs { get; init; } = [];

    /// <summary>The actions that were allowed, a bit for each; <see langword="null"/> for all.</summary>
    internal int[]? Allowed { get; init; }

    /// <summary>The actions that had a chance of being logged, a bit for each; <see langword="null"/> where only that of the action taken is known.</summary>
    internal int[]? Tried { get; init; }

    /// <summary>What was really done, and what the policies would have earned under the settings in force.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IReadOnlyList<PolicyJudgement> Judge(AgentOptions options, CancellationToken cancellationToken = default)
    {
        var judged = new List<PolicyJudgement> { PolicyJudgement.AsLogged(Log) };
        TargetPolicy[] policies =
        [
            new("random", AtRandom(options)),
            .. AgentActions.All.Select(action => TargetPolicy.Always($"always {action.WireName()}", (int)action, AgentActions.All.Count)),
            Of(PolicyKind.Threshold, "threshold", options),
            Of(PolicyKind.NextBestAction, "next best action", options),
            new("learning", Learning(options)),
        ];
        foreach (var policy in policies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            judged.Add(Judge(policy));
        }

        return judged;
    }

    /// <summary>What a policy would have earned under other settings.</summary>
    /// <param name="kind">A policy that takes no chances.</param>
    /// <param name="options">The settings.</param>
    public PolicyJudgement JudgeDraft(PolicyKind kind, AgentOptions options) => Judge(Of(kind, "draft", options));

    private PolicyJudgement Judge(TargetPolicy policy)
    {
        if (Log.Count > 0 && Support(policy) is < Whole and var support)
        {
            var missing = 1 - support;
            return PolicyJudgement.Refused(policy.Name, FormattableString.Invariant($"{100 * missing:0.#} % of what it would do had no chance of being done, so the log cannot tell what would have come of it."));
        }

        return PolicyJudgement.Of(Log, policy, Expected);
    }

    /// <summary>Which share of what the policy does had a chance in the log.</summary>
    private double Support(TargetPolicy policy)
    {
        if (Tried is null)
            return 1;
        var sum = 0.0;
        for (var row = 0; row < Log.Count; row++)
        {
            var probabilities = policy.ProbabilitiesOf(row);
            for (var action = 0; action < probabilities.Count; action++)
                sum += (Tried[row] & 1 << action) != 0 ? probabilities[action] : 0;
        }

        return sum / Log.Count;
    }

    private TargetPolicy Of(PolicyKind kind, string name, AgentOptions options) =>
        TargetPolicy.Choosing(name, AgentActions.All.Count, row => (int)FastChoice.Choose(kind, Rows, row, AllowedOn(row, options), options));

    private Func<int, IReadOnlyList<double>> AtRandom(AgentOptions options) => row =>
    {
        var allowed = AllowedOn(row, options);
        return [.. AgentActions.All.Select(action => (allowed & FastChoice.BitOf(action)) != 0 ? 1.0 / int.PopCount(allowed) : 0)];
    };

    /// <summary>The learning policy's probabilities, worked out once: several estimators ask for them.</summary>
    private Func<int, IReadOnlyList<double>> Learning(AgentOptions options)
    {
        var all = new double[Log.Count][];
        Parallel.For(0, all.Length, row =>
        {
            var allowed = AllowedOn(row, options);
            int[] actions = [.. AgentActions.All.Where(action => (allowed & FastChoice.BitOf(action)) != 0).Select(action => (int)action)];
            Belief[] beliefs = [.. actions.Select(action => Beliefs[row * AgentActions.All.Count + action])];
            var propensities = ThompsonSampling.Bounded(ThompsonSampling.Propensities(beliefs), LearningPolicy.GreedyOf(beliefs), options.Learning.MaxExploration);
            all[row] = new double[AgentActions.All.Count];
            for (var i = 0; i < actions.Length; i++)
                all[row][actions[i]] = propensities[i];
        });
        return row => all[row];
    }

    /// <summary>What the log allowed, less what the rail on scores removes; a message where nothing is left.</summary>
    private int AllowedOn(int row, AgentOptions options)
    {
        var allowed = Allowed?[row] ?? FastChoice.All;
        if (options.Rails.MaxDiscountScore is { } highest && Rows.Scores[row] > highest)
            allowed &= ~FastChoice.BitOf(AgentAction.OfferDiscount);
        return allowed == 0 ? FastChoice.BitOf(AgentAction.SendMessage) : allowed;
    }
}
