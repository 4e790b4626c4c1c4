using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Datasets.Shop;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Local.Features;

namespace PersonalizedAgent.Core.Evaluation;

/// <summary>
/// The invented shop alone knows how likely each user truly responds. How far predictions lie from it, and what choosing by them earns, in responses a
/// contact, all users contacted once at the time of the model.
/// </summary>
/// <param name="Distance">The mean of |predicted − true probability| over users and actions, in points.</param>
/// <param name="DistanceOfRate">The same for saying each action's rate in the contact log for everybody.</param>
/// <param name="BestShare">For which share of users the recommended action is truly the best.</param>
/// <param name="Earned">The mean true probability of the recommended actions.</param>
/// <param name="Possible">That of the truly best actions.</param>
/// <param name="AtRandom">That of actions drawn with a fair die.</param>
public sealed record ShopTruth(double Distance, double DistanceOfRate, double BestShare, double Earned, double Possible, double AtRandom)
{
    private const string KindColumn = "kind";

    /// <summary>Compares a model with the truth.</summary>
    /// <returns><see langword="null"/> for other data than the shop's, and where the model knows nothing of responses.</returns>
    public static ShopTruth? Of(LocalModel model)
    {
        var dataset = model.Dataset;
        if (KindsOf(dataset) is not { } kinds || model.Responses.Any(response => response is null))
            return null;
        var anchor = Moments.FromDateTime(model.AsOf.DateTime);
        var day = DateOnly.FromDateTime(model.AsOf.DateTime);
        var rates = AgentActions.All.Select(action => model.Responses[(int)action]!.PositiveShare).ToArray();
        var (distance, ofRate, best, earned, possible, atRandom, users) = (0.0, 0.0, 0, 0.0, 0.0, 0.0, dataset.Users.Count);
        for (var row = 0; row < users; row++)
        {
            var past = UserPast.Of(dataset, row, anchor);
            var predicted = model.ActionScoresOf(past, PastSummary.Of(past));
            var lastOrder = LastOrderBefore(past, day);
            double[] truth = [.. AgentActions.All.Select(action => ShopResponses.Probability(kinds[row], action, day, lastOrder))];
            for (var i = 0; i < truth.Length; i++)
            {
                distance += Math.Abs(predicted[i].Probability.Value - truth[i]);
                ofRate += Math.Abs(rates[i] - truth[i]);
            }

            var chosen = truth[(int)predicted.MaxBy(score => score.Probability.Value).Action];
            best += chosen >= truth.Max() ? 1 : 0;
            earned += chosen;
            possible += truth.Max();
            atRandom += truth.Average();
        }

        var actions = AgentActions.All.Count;
        return new ShopTruth(distance / users / actions, ofRate / users / actions, (double)best / users, earned / users, possible / users, atRandom / users);
    }

    /// <summary>Each user's kind; <see langword="null"/> where the data does not tell it in the shop's words.</summary>
    private static CustomerKind[]? KindsOf(Dataset dataset)
    {
        if (dataset.Users.Columns.FirstOrDefault(column => column is { IsFurther: true, Name: KindColumn, Kind: ColumnKind.Category }) is not { } column || dataset.Contacts.Count == 0)
            return null;
        var byName = CustomerKinds.All.ToDictionary(kind => kind.DisplayName(), StringComparer.Ordinal);
        var kinds = new CustomerKind[dataset.Users.Count];
        for (var row = 0; row < kinds.Length; row++)
        {
            if (dataset.Users.ValueOf(row, column) is not string name || !byName.TryGetValue(name, out kinds[row]))
                return null;
        }

        return kinds.Length > 0 ? kinds : null;
    }

    private static DateOnly? LastOrderBefore(in UserPast past, DateOnly day)
    {
        var start = Moments.StartOf(day);
        for (var i = past.OrderTimes.Length - 1; i >= 0; i--)
        {
            if (past.OrderTimes[i] < start)
                return Moments.ToDay(past.OrderTimes[i]);
        }

        return null;
    }
}
