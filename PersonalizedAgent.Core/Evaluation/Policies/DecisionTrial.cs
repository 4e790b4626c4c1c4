using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;

namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>Policies on the rewarded decisions of the log, by their receipts: each with the prediction it was made on, and what was learned before its own reward.</summary>
public static class DecisionTrial
{
    /// <summary>The newest so many rewards at most.</summary>
    public const int MostRows = 50_000;

    /// <summary>Gathers the decisions.</summary>
    /// <param name="states">All states since the first, such as <see cref="Learner.HistoryAsync"/> gives them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see langword="null"/> where no decision has a reward yet.</returns>
    public static async Task<LoggedTrial?> OfAsync(IAsyncEnumerable<LearnedState> states, CancellationToken cancellationToken = default)
    {
        var rows = new Queue<Row>();
        BanditState? before = null;
        await foreach (var learned in states.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (before is not null && learned.By is { Reward: { } reward, Decision: { User: { } user, Settings: { } settings, Choice.Action: { } action } decision })
            {
                var input = PolicyInput.Of(user, decision.Prediction, settings);
                rows.Enqueue(new Row(decision, action, reward.Value, [.. before.Believe(input, AgentActions.All)]));
                if (rows.Count > MostRows)
                    rows.Dequeue();
            }

            before = learned.State;
        }

        return rows.Count == 0 ? null : Of([.. rows]);
    }

    private static LoggedTrial Of(Row[] rows)
    {
        var predicted = PredictedRows.Of([.. rows.Select(row => row.Decision.Prediction)]);
        return new LoggedTrial
        {
            Log = new ActionLog(rows.Select(row => new LoggedAction((int)row.Action, row.Reward, row.Decision.Choice.Propensity)), AgentActions.All.Count),
            Rows = predicted,
            Expected = new RewardTable([.. rows.SelectMany(row => row.Beliefs.Select(belief => Math.Clamp(belief.Mean, 0, 1)))], AgentActions.All.Count),
            Beliefs = [.. rows.SelectMany(row => row.Beliefs)],
            // Where a receipt does not tell what there was to choose from, all was.
            Allowed = [.. rows.Select(row => row.Decision.Choice.Candidates.Count == 0 ? FastChoice.All : Bits(row.Decision, candidate => candidate.LeftOut is null))],
            Tried = [.. rows.Select(row => Bits(row.Decision, candidate => candidate.Probability > 0))],
            Setting = string.Create(CultureInfo.InvariantCulture, $"Judged on {rows.Length:#,0} rewarded decision{(rows.Length == 1 ? "" : "s")}, each with the prediction in its receipt; the learning policy as it was before that reward."),
        };
    }

    private static int Bits(Decision decision, Func<Candidate, bool> isIn) =>
        decision.Choice.Candidates.Where(isIn).Aggregate(0, (bits, candidate) => bits | FastChoice.BitOf(candidate.Action)) | (decision.Choice.Action is { } taken ? FastChoice.BitOf(taken) : 0);

    private sealed record Row(Decision Decision, AgentAction Action, double Reward, Belief[] Beliefs);
}
