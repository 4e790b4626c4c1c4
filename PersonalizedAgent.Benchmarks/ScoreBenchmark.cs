using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Shop;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Benchmarks;

/// <summary>The local model: one prediction with all its reasons on the committed shop, and all users of a large shop.</summary>
internal static class ScoreBenchmark
{
    private const double MostMicroseconds = 1000;
    private const double MostSeconds = 3;

    public static int Run(string shop, string large, int rounds, TimeProvider clock)
    {
        var model = Fit(shop, clock);
        var times = new List<double>();
        for (var round = 0; round < rounds + 1; round++)
        {
            for (var row = 0; row < model.Dataset.Users.Count; row++)
            {
                var started = clock.GetTimestamp();
                model.Predict(row, model.AsOf);
                // The first round warms up.
                if (round > 0)
                    times.Add(clock.GetElapsedTime(started).TotalMicroseconds);
            }
        }

        var p99 = Statistics.Percentile(times, 0.99);
        Console.WriteLine($"one prediction: n {times.Count:#,0}, p50 {Statistics.Median(times):0} µs, p99 {p99:0} µs (bound {MostMicroseconds:0} µs)");

        var million = Fit(large, clock);
        var seconds = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var started = clock.GetTimestamp();
            million.ScoreAll(million.AsOf, CancellationToken.None);
            seconds.Add(clock.GetElapsedTime(started).TotalSeconds);
        }

        Console.WriteLine($"scoring {million.Dataset.Users.Count:#,0} users: {string.Join(", ", seconds.Select(value => $"{value:0.00}"))} s, median {Statistics.Median(seconds):0.00} s (bound {MostSeconds:0} s)");
        return p99 <= MostMicroseconds && Statistics.Median(seconds) <= MostSeconds ? 0 : 1;
    }

    private static LocalModel Fit(string folder, TimeProvider clock)
    {
        if (DatasetFolder.TryFind(folder, new DatasetLimits(), out var source) is { } reason)
            throw new UsageException(reason);
        var today = ShopCalendar.Today;
        var dataset = ((DatasetReadResult.Read)DatasetReader.Read(source with { FixedToday = today }, new DatasetLimits(), today)).Dataset;
        var started = clock.GetTimestamp();
        var model = LocalModelFitter.Fit(dataset, dataset.AsOf(clock), new KumoOptions());
        Console.WriteLine($"fitted on {dataset.Users.Count:#,0} users, {dataset.Orders.Count:#,0} orders and {dataset.Contacts.Count:#,0} contacts in {clock.GetElapsedTime(started).TotalSeconds:0.00} s");
        return model;
    }
}
