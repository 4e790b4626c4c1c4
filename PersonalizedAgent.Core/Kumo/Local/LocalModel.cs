using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local.Features;
using PersonalizedAgent.Core.Kumo.Local.Items;
using PersonalizedAgent.Core.Kumo.Rank;

namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>
/// What was learned from a dataset up to a time: a model of engagement, one of the response to each action, a ranker of items, and ranks for users of whom
/// there is nothing to learn from. Immutable, safe to use from many threads.
/// </summary>
public sealed class LocalModel
{
    /// <summary>The strongest factors alone are kept; the rest are summed up as one.</summary>
    private const int MostFactors = 8;

    internal LocalModel(Dataset dataset, DateTimeOffset asOf, string version, FittedTask? engagement, IReadOnlyList<FittedTask?> responses, ItemRanker? items, RfmRanks ranks, KumoOptions options)
    {
        (Dataset, AsOf, Version, Engagement, Responses, Items, Ranks, Options) = (dataset, asOf, version, engagement, responses, items, ranks, options);
    }

    /// <summary>The data it was fitted on.</summary>
    public Dataset Dataset { get; }

    /// <summary>The time up to which it learned.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Tells this model from any other: a hash of data, tasks, time and code.</summary>
    public string Version { get; }

    /// <summary>Whether there was enough to learn who will order; else users get a rank.</summary>
    public bool HasEngagement => Engagement is not null;

    internal FittedTask? Engagement { get; }

    /// <summary>By action, in the order of <see cref="AgentActions.All"/>; <see langword="null"/> where too few contacts tell.</summary>
    internal IReadOnlyList<FittedTask?> Responses { get; }

    /// <summary>Ranks items; <see langword="null"/> where orders name none.</summary>
    internal ItemRanker? Items { get; }

    internal RfmRanks Ranks { get; }

    internal KumoOptions Options { get; }

    /// <summary>Whether responses to two actions or more can be compared; else the action follows rules.</summary>
    internal bool HasResponses => Responses.Count(response => response is not null) > 1;

    /// <summary>Predicts for a user.</summary>
    /// <param name="row">The user's row.</param>
    /// <param name="asOf">The time as of which to predict.</param>
    public Prediction Predict(int row, DateTimeOffset asOf)
    {
        var past = UserPast.Of(Dataset, row, Moments.FromDateTime(asOf.DateTime));
        var summary = PastSummary.Of(past);
        var prediction = Engagement is null || summary.Purchases == 0
            ? Ranks.Predict(Dataset.Users, row, Version, asOf) with { Note = Engagement is null ? "The orders tell too little to learn from, so users are ranked." : "Users without orders are ranked." }
            : Scored(Engagement, past, summary, asOf);
        prediction = prediction with { Items = ItemsFor(past) };
        return HasResponses ? WithResponses(prediction, past, summary) : prediction;
    }

    /// <summary>Scores all users, for a table. Users who are only ranked have no score there: a rank among probabilities would be taken for one.</summary>
    /// <param name="asOf">The time as of which to predict.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ScoreTable ScoreAll(DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var anchor = Moments.FromDateTime(asOf.DateTime);
        var count = Dataset.Users.Count;
        var (scores, actions) = (new float[count], new byte[count]);
        const int chunk = 4096;
        Parallel.For(0, (count + chunk - 1) / chunk, new ParallelOptions { CancellationToken = cancellationToken }, part =>
        {
            var values = new float[Math.Max(Engagement?.Features.Width ?? 0, Responses.Max(response => response?.Features.Width ?? 0))];
            for (var row = part * chunk; row < Math.Min(count, (part + 1) * chunk); row++)
            {
                var past = UserPast.Of(Dataset, row, anchor);
                var summary = PastSummary.Of(past);
                scores[row] = Engagement is null || summary.Purchases == 0
                    ? float.NaN
                    : (float)Engagement.Probability(past, summary, values.AsSpan(0, Engagement.Features.Width));
                actions[row] = (byte)ActionFor(past, summary, values);
            }
        });
        return new ScoreTable(scores, actions);
    }

    /// <summary>For each action that contacts tell of the probability of a response.</summary>
    internal IReadOnlyList<ActionScore> ActionScoresOf(in UserPast past, in PastSummary summary)
    {
        var scores = new List<ActionScore>(Responses.Count);
        foreach (var response in Responses)
        {
            if (response is not null)
                scores.Add(new ActionScore(((PredictiveTask.Response)response.Task).Action, new Score(response.Probability(past, summary, new float[response.Features.Width]))));
        }

        return scores;
    }

    /// <summary>The items that a user may buy next, by row, the most likely first.</summary>
    internal IReadOnlyList<int> CandidatesFor(int row, int anchor, int count)
    {
        var past = UserPast.Of(Dataset, row, anchor);
        return [.. Items!.Top(ItemHistories.OfOne(past.Items, past.OrderTimes, Dataset.Items.Count).Of(0), count).Select(ranked => ranked.ItemRow)];
    }

    /// <summary>The items that most users bought, by row.</summary>
    internal IReadOnlyList<int> CandidatesForAnybody(int count) => [.. Items!.Top(default, count).Select(ranked => ranked.ItemRow)];

    private Prediction Scored(FittedTask engagement, in UserPast past, in PastSummary summary, DateTimeOffset asOf)
    {
        var values = new float[engagement.Features.Width];
        var score = engagement.Probability(past, summary, values);
        var (action, rule) = RuleFor(summary);
        return new Prediction(Dataset.Users.IdOf(past.UserRow), new Score(score), action, PredictionBackend.Local, Version, asOf)
        {
            Task = engagement.Task.Pql,
            ActionRule = rule,
            BaseScore = new Score(LinearLogit.Sigmoid(engagement.Model.Base)),
            Factors = Strongest(Explanation.FactorsOf(engagement, past, summary, values)),
            Outlook = Explanation.OutlookOf(engagement, past, Options.HorizonDays),
        };
    }

    private IReadOnlyList<RankedItem> ItemsFor(in UserPast past)
    {
        if (Items is null)
            return [];
        var history = ItemHistories.OfOne(past.Items, past.OrderTimes, Dataset.Items.Count).Of(0);
        return [.. Items.Top(history, Options.TopItems).Select(ranked => new RankedItem(Dataset.Items[ranked.ItemRow].ItemId, Dataset.Items[ranked.ItemRow].Title, ranked.Score))];
    }

    private Prediction WithResponses(Prediction prediction, in UserPast past, in PastSummary summary)
    {
        var scores = ActionScoresOf(past, summary);
        return prediction with { RecommendedAction = scores.MaxBy(score => score.Probability.Value).Action, ActionScores = scores, ActionRule = null };
    }

    private AgentAction ActionFor(in UserPast past, in PastSummary summary, Span<float> values)
    {
        if (!HasResponses)
            return summary.Purchases == 0 || Engagement is null ? Ranks.RuleFor(Dataset.Users[past.UserRow]).Action : RuleFor(summary).Action;
        var (best, most) = (AgentAction.OfferDiscount, -1.0);
        foreach (var response in Responses)
        {
            if (response is null || response.Probability(past, summary, values[..response.Features.Width]) is var probability && !(probability > most))
                continue;
            (best, most) = (((PredictiveTask.Response)response.Task).Action, probability);
        }

        return best;
    }

    internal static (AgentAction Action, string Rule) RuleFor(in PastSummary summary) =>
        ActionRules.Choose(summary.Purchases, summary.Purchases > 0 ? summary.Recency : null, summary.Purchases > 1 ? summary.Gap : null);

    private static IReadOnlyList<Factor> Strongest(IReadOnlyList<Factor> factors) => factors.Count <= MostFactors
        ? factors
        : [.. factors.Take(MostFactors - 1), new Factor($"{factors.Count - MostFactors + 1} more factors", factors.Skip(MostFactors - 1).Sum(factor => factor.Effect))];
}
