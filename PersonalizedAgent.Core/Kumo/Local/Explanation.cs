using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local.Features;

namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>Says why a model gives a user its probability, and what would change it.</summary>
internal static class Explanation
{
    /// <summary>Days told of in an outlook, as far as the horizon reaches.</summary>
    private static readonly int[] OutlookDays = [0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365];

    /// <summary>
    /// What each block of features adds to the probability of an average user. The log-odds are a sum over the blocks, so each block's part of them is exact;
    /// the difference of probabilities is shared out in the same proportion, which is what integrating the gradient along the straight way from the
    /// average to the user gives (Aumann-Shapley; Sundararajan, Taly and Yan, Axiomatic Attribution for Deep Networks, 2017). The effects sum to the difference.
    /// </summary>
    /// <param name="task">The model.</param>
    /// <param name="past">What is known of the user.</param>
    /// <param name="summary">What the orders tell.</param>
    /// <param name="values">The user's features.</param>
    /// <returns>The strongest first; blocks without effect are left out.</returns>
    public static IReadOnlyList<Factor> FactorsOf(FittedTask task, in UserPast past, in PastSummary summary, ReadOnlySpan<float> values)
    {
        var (model, features) = (task.Model, task.Features);
        var (from, to) = (model.Base, model.Logit(values));
        var slope = Math.Abs(to - from) < 1e-9
            ? LinearLogit.Sigmoid(from) * (1 - LinearLogit.Sigmoid(from))
            : (LinearLogit.Sigmoid(to) - LinearLogit.Sigmoid(from)) / (to - from);
        var factors = new List<Factor>(features.Blocks.Count);
        for (var i = 0; i < features.Blocks.Count; i++)
        {
            var effect = slope * model.Contribution(values, features.RangeOf(i));
            if (effect != 0)
                factors.Add(new Factor(features.Blocks[i].Describe(past, summary), effect));
        }

        factors.Sort((a, b) => Math.Abs(b.Effect).CompareTo(Math.Abs(a.Effect)));
        return factors;
    }

    /// <summary>What the model would say on days to come, with and without one more order.</summary>
    /// <param name="task">The model.</param>
    /// <param name="past">What is known of the user; at least one order.</param>
    /// <param name="horizonDays">How far to look.</param>
    public static ScoreOutlook OutlookOf(FittedTask task, in UserPast past, int horizonDays)
    {
        int[] days = [.. OutlookDays.Where(day => day < horizonDays), horizonDays];
        var (without, with) = (new double[days.Length], new double[days.Length]);
        var room = new More(past);
        var values = new float[task.Features.Width];
        for (var i = 0; i < days.Length; i++)
        {
            var later = room.After(past, days[i], withOrder: false);
            without[i] = task.Probability(later, PastSummary.Of(later), values);
            later = room.After(past, days[i], withOrder: true);
            with[i] = task.Probability(later, PastSummary.Of(later), values);
        }

        return new ScoreOutlook(days, without, with);
    }

    /// <summary>A user's past with room for one more order.</summary>
    private readonly struct More
    {
        private readonly int[] _times;
        private readonly double[] _amounts;
        private readonly int[] _items;

        public More(in UserPast past)
        {
            _times = [.. past.OrderTimes, 0];
            _amounts = past.Amounts.IsEmpty ? [] : [.. past.Amounts, PastSummary.Of(past).MeanAmount];
            _items = past.Items.IsEmpty ? [] : [.. past.Items, -1];
        }

        public UserPast After(in UserPast past, int days, bool withOrder)
        {
            var anchor = (int)Math.Min(past.Anchor + (long)days * Datasets.Reading.Moments.SecondsPerDay, Datasets.Reading.Moments.Max);
            _times[^1] = anchor;
            var orders = withOrder ? _times.Length : _times.Length - 1;
            return new UserPast
            {
                UserRow = past.UserRow,
                Anchor = anchor,
                OrderTimes = _times.AsSpan(0, orders),
                Amounts = _amounts.AsSpan(0, Math.Min(orders, _amounts.Length)),
                Items = _items.AsSpan(0, Math.Min(orders, _items.Length)),
                ContactTimes = past.ContactTimes,
                ContactActions = past.ContactActions,
                Responses = past.Responses,
            };
        }
    }
}
