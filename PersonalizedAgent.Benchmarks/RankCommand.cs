using System.Buffers;
using System.Text.Json.Nodes;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo.Local.Items;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Benchmarks;

/// <summary>Measures how well the next new item of each user is foretold: the last one is held out, all else is fitted on.</summary>
/// <remarks>All items are ranked but those the user has. Items that score the same share the middle of their ranks.</remarks>
internal static class RankCommand
{
    private const int Depth = 10;

    /// <summary>0, or 2 where the data cannot be read or holds nothing to rank.</summary>
    public static int Run(string path, int minItems, string? jsonFile, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        if (minItems < 2)
            throw new UsageException("--min-items must be 2 or more: one item is held out, another one is known.");
        var limits = new DatasetLimits();
        if (DatasetFolder.TryFind(path, limits, out var source) is { } reason)
            return Fail(errors, reason);
        var result = DatasetReader.Read(source, limits, clock.Today());
        if (result is not DatasetReadResult.Read { Dataset: var dataset })
            return Fail(errors, ((DatasetReadResult.Failed)result).Reason);
        if (!dataset.Orders.HasItems)
            return Fail(errors, dataset.Orders.Count == 0 ? "There are no orders to rank items by." : "The orders name no items.");
        var split = NextItemSplit.Of(dataset, minItems);
        if (split.UserCount == 0)
            return Fail(errors, $"Nobody bought {minItems} different items or more.");

        var start = clock.GetTimestamp();
        var ranker = ItemRanker.Fit(split.Histories, split.ItemCount, CancellationToken.None);
        var fitSeconds = clock.GetElapsedTime(start).TotalSeconds;
        var figures = new Figures(RanksOf(ranker, split));
        var popular = new Figures(RanksOf(ItemRanker.MostPopular(split.Histories, split.ItemCount), split));

        output.WriteLine($"{split.UserCount:#,0} users, {split.ItemCount:#,0} items, {split.Interactions:#,0} interactions; the last new item of each user held out, fitted in {fitSeconds:0.0} s");
        output.WriteLine();
        output.WriteLine("model                                     hit rate at 10   95 % interval     NDCG at 10");
        output.WriteLine(Row(Describe(ranker), figures));
        output.WriteLine(Row("most popular", popular));
        if (jsonFile is not null)
            File.WriteAllText(jsonFile, ToJson(split, ranker, fitSeconds, figures, popular).ToJsonString(new() { WriteIndented = true }) + "\n");
        return 0;
    }

    private static double[] RanksOf(ItemRanker ranker, NextItemSplit split)
    {
        var ranks = new double[split.UserCount];
        Parallel.For(0, ranks.Length, user =>
        {
            var buffer = ArrayPool<double>.Shared.Rent(split.ItemCount);
            var scores = buffer.AsSpan(0, split.ItemCount);
            ranker.Score(split.Histories.Of(user), scores, newOnly: true);
            ranks[user] = RankingMetrics.MidRank(scores, split.Targets[user]);
            ArrayPool<double>.Shared.Return(buffer);
        });
        return ranks;
    }

    private static string Describe(ItemRanker ranker) => ranker.Lambda is not { } lambda || ranker.RecencyDays is not { } days ? ranker.Method
        : $"{ranker.Method}, lambda {lambda:0}, " + (double.IsInfinity(days) ? "age does not count" : $"recency {days:0} days");

    private static string Row(string name, Figures figures) =>
        $"{name,-40}  {figures.HitRate.Value,14:0.0000}   {figures.HitRate.Low:0.0000} - {figures.HitRate.High:0.0000}   {figures.Ndcg,10:0.0000}";

    private static JsonObject ToJson(NextItemSplit split, ItemRanker ranker, double fitSeconds, Figures figures, Figures popular) => new()
    {
        ["users"] = split.UserCount,
        ["items"] = split.ItemCount,
        ["interactions"] = split.Interactions,
        ["method"] = ranker.Method,
        ["lambda"] = ranker.Lambda,
        // Null where age does not count, too.
        ["tau_days"] = ranker.RecencyDays is { } days && double.IsFinite(days) ? days : null,
        ["fit_seconds"] = Math.Round(fitSeconds, 3),
        ["hit_rate_at_10"] = figures.HitRate.Value,
        ["hit_rate_at_10_low"] = figures.HitRate.Low,
        ["hit_rate_at_10_high"] = figures.HitRate.High,
        ["ndcg_at_10"] = figures.Ndcg,
        ["most_popular_hit_rate_at_10"] = popular.HitRate.Value,
        ["most_popular_ndcg_at_10"] = popular.Ndcg,
    };

    private static int Fail(TextWriter errors, string reason)
    {
        errors.WriteLine(reason);
        return 2;
    }

    private sealed record Figures(Interval HitRate, double Ndcg)
    {
        public Figures(double[] ranks) : this(RankingMetrics.HitRateAt(ranks, Depth), RankingMetrics.NdcgAt(ranks, Depth))
        {
        }
    }
}
