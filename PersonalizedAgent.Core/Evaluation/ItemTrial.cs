using System.Buffers;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Local.Items;

namespace PersonalizedAgent.Core.Evaluation;

/// <summary>Tries the ranker of items on purchases that it has not seen.</summary>
public static class ItemTrial
{
    private const int Depth = 10;

    /// <summary>More users make the interval hardly narrower; of more an even part is looked at.</summary>
    private const int MostUsers = 20_000;

    /// <summary>Learns from orders up to an anchor and ranks items for those who bought something new in the horizon after it.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="anchor">The last moment that the ranker knows.</param>
    /// <param name="horizonDays">The horizon, in days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The report; <see langword="null"/> where orders name no items or nobody bought anything new.</returns>
    public static ItemReport? Run(Dataset dataset, DateTime anchor, int horizonDays, CancellationToken cancellationToken = default)
    {
        var at = Moments.FromDateTime(anchor);
        if (LocalModelFitter.FitItems(dataset, at, cancellationToken) is not { } ranker)
            return null;
        var targets = Targets(dataset, at, horizonDays);
        if (targets.Count == 0)
            return null;
        var itemCount = dataset.Items.Count;
        var popular = ItemRanker.MostPopular(ItemHistories.UpTo(dataset.Orders, dataset.Users.Count, itemCount, at), itemCount);
        var (ranks, popularRanks) = (RanksOf(ranker, dataset, at, targets), RanksOf(popular, dataset, at, targets));
        return new ItemReport(
            new PredictiveTask.NextItems(horizonDays, Depth).Pql, ranker.Method, targets.Count, itemCount,
            RankingMetrics.HitRateAt(ranks, Depth), RankingMetrics.NdcgAt(ranks, Depth), RankingMetrics.HitRateAt(popularRanks, Depth), RankingMetrics.NdcgAt(popularRanks, Depth));
    }

    private static List<(int UserRow, int ItemRow)> Targets(Dataset dataset, int at, int horizonDays)
    {
        var targets = new List<(int UserRow, int ItemRow)>();
        foreach (var example in ContextBuilder.NextItems(dataset, at, horizonDays))
        {
            var known = UserPast.Of(dataset, example.UserRow, at).Items;
            foreach (var item in example.ItemRows)
            {
                if (known.Contains(item))
                    continue;
                targets.Add((example.UserRow, item));
                break;
            }
        }

        var every = (targets.Count + MostUsers - 1) / MostUsers;
        return every > 1 ? [.. targets.Where((_, i) => i % every == 0)] : targets;
    }

    private static double[] RanksOf(ItemRanker ranker, Dataset dataset, int at, List<(int UserRow, int ItemRow)> targets)
    {
        var ranks = new double[targets.Count];
        Parallel.For(0, ranks.Length, i =>
        {
            var buffer = ArrayPool<double>.Shared.Rent(dataset.Items.Count);
            var scores = buffer.AsSpan(0, dataset.Items.Count);
            var past = UserPast.Of(dataset, targets[i].UserRow, at);
            ranker.Score(ItemHistories.OfOne(past.Items, past.OrderTimes, dataset.Items.Count).Of(0), scores, newOnly: true);
            ranks[i] = RankingMetrics.MidRank(scores, targets[i].ItemRow);
            ArrayPool<double>.Shared.Return(buffer);
        });
        return ranks;
    }
}
