using System.Diagnostics;
using CsvHelper;
using PersonalizedAgent.Core.Datasets;

namespace PersonalizedAgent.Benchmarks;

/// <summary>Rows per second into checked users, against CsvHelper parsing every field of the same file and keeping nothing. In turn, in one process.</summary>
internal static class LoadBenchmark
{
    private static readonly DateOnly Today = new(2025, 8, 13);

    public static int Run(string path, int rounds)
    {
        var bytes = new FileInfo(path).Length;
        var rows = 0;
        var ours = new List<double>();
        var theirs = new List<double>();
        // The first round warms up: the just-in-time compiler and the file cache.
        for (var round = 0; round <= rounds; round++)
        {
            var bare = Time(() => rows = ParseEveryField(path));
            var full = Time(() => Load(path, rows));
            if (round == 0)
                continue;
            theirs.Add(rows / bare.TotalSeconds);
            ours.Add(rows / full.TotalSeconds);
            Console.WriteLine($"round {round}: CsvHelper alone {theirs[^1],12:#,0} rows/s, checked users {ours[^1],12:#,0} rows/s, ratio {ours[^1] / theirs[^1]:0.00}");
        }

        var ratio = Statistics.Median(ours.Zip(theirs, (o, t) => o / t));
        Console.WriteLine($"{rows:#,0} rows, {bytes / 1e6:0} MB: median {Statistics.Median(ours):#,0} rows/s, ratio {ratio:0.00} of CsvHelper alone (bound 0.50)");
        return ratio >= 0.5 ? 0 : 1;
    }

    private static TimeSpan Time(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed;
    }

    /// <summary>Each field as its type, nothing checked, nothing kept.</summary>
    private static int ParseEveryField(string path)
    {
        using var csv = CsvReader.FromFile(path);
        var rows = 0;
        long sum = 0;
        while (csv.Read())
        {
            rows++;
            sum += csv.Parse<long>(0) + csv.Parse<int>(1) + csv.GetSpan(2).Length + csv.Parse<DateOnly>(3).DayNumber + csv.Parse<int>(4) + csv.Parse<int>(5);
        }

        return sum == 0 ? 0 : rows;
    }

    private static void Load(string path, int rows)
    {
        if (DatasetReader.Read(DatasetSource.UsersFile(path), new DatasetLimits(), Today) is not DatasetReadResult.Read { Dataset: var dataset } || dataset.Users.Count != rows)
            throw new InvalidOperationException("Not every row became a user.");
    }
}
