using System.Diagnostics;
using CsvHelper;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;

namespace PersonalizedAgent.Benchmarks;

/// <summary>Rows per second into a dataset, against CsvHelper parsing every field of the same files and keeping nothing. In turn, in one process.</summary>
internal static class LoadBenchmark
{
    private static readonly DateOnly Today = new(2025, 8, 13);

    /// <summary>Reads a users' file alone.</summary>
    public static bool Users(string path, int rounds) => Compare("users", rounds, () => ParseUsers(path), DatasetSource.UsersFile(path));

    /// <summary>Reads a shop's users with its orders.</summary>
    public static bool Orders(string folder, int rounds)
    {
        var (users, orders) = (Path.Combine(folder, "users.csv"), Path.Combine(folder, "orders.csv"));
        var limits = new DatasetLimits();
        var source = DatasetFolder.ToSource("shop", [DatasetFolder.InspectFile(users, limits), DatasetFolder.InspectFile(orders, limits)]);
        return Compare("users with orders", rounds, () => ParseShopUsers(users) + ParseOrders(orders), source);
    }

    /// <summary>What a user and an order take in memory.</summary>
    public static void Memory(string folder)
    {
        var users = Path.Combine(folder, "users.csv");
        var limits = new DatasetLimits();
        var usersAlone = DatasetFolder.ToSource("users", [DatasetFolder.InspectFile(users, limits)]);
        var withOrders = DatasetFolder.ToSource("shop", [DatasetFolder.InspectFile(users, limits), DatasetFolder.InspectFile(Path.Combine(folder, "orders.csv"), limits)]);
        var (userBytes, userCount, _) = Weigh(usersAlone);
        var (bothBytes, _, orderCount) = Weigh(withOrders);
        Console.WriteLine($"memory: {userBytes / (double)userCount:0} bytes a user with its further columns, {(bothBytes - userBytes) / (double)orderCount:0} bytes an order");
    }

    private static (long Bytes, int Users, int Orders) Weigh(DatasetSource source)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var dataset = ((DatasetReadResult.Read)DatasetReader.Read(source, new DatasetLimits(), Today)).Dataset;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        return (bytes, dataset.Users.Count, dataset.Orders.Count);
    }

    private static bool Compare(string what, int rounds, Func<int> parse, DatasetSource source)
    {
        var rows = 0;
        var ours = new List<double>();
        var theirs = new List<double>();
        // The first round warms up: the just-in-time compiler and the file cache.
        for (var round = 0; round <= rounds; round++)
        {
            var bare = Time(() => rows = parse());
            var full = Time(() => Load(source, rows));
            if (round == 0)
                continue;
            theirs.Add(rows / bare.TotalSeconds);
            ours.Add(rows / full.TotalSeconds);
            Console.WriteLine($"{what}, round {round}: CsvHelper alone {theirs[^1],12:#,0} rows/s, dataset {ours[^1],12:#,0} rows/s, ratio {ours[^1] / theirs[^1]:0.00}");
        }

        var ratio = Statistics.Median(ours.Zip(theirs, (o, t) => o / t));
        Console.WriteLine($"{what}: {rows:#,0} rows, {source.Files.Sum(file => new FileInfo(file.Path).Length) / 1e6:0} MB: median {Statistics.Median(ours):#,0} rows/s, ratio {ratio:0.00} of CsvHelper alone (bound 0.50)");
        return ratio >= 0.5;
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
    private static int ParseUsers(string path)
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

    private static int ParseShopUsers(string path)
    {
        using var csv = CsvReader.FromFile(path);
        var rows = 0;
        long sum = 0;
        while (csv.Read())
        {
            rows++;
            sum += csv.Parse<long>(0) + csv.Parse<int>(1) + csv.GetSpan(2).Length + csv.Parse<DateOnly>(3).DayNumber + csv.Parse<int>(4) + csv.Parse<int>(5)
                + csv.GetSpan(6).Length + csv.Parse<DateOnly>(7).DayNumber + csv.GetSpan(8).Length + csv.Parse<int>(9);
        }

        return sum == 0 ? 0 : rows;
    }

    private static int ParseOrders(string path)
    {
        using var csv = CsvReader.FromFile(path);
        var rows = 0;
        double sum = 0;
        while (csv.Read())
        {
            rows++;
            sum += csv.Parse<long>(0) + csv.Parse<long>(1) + csv.Parse<long>(2) + csv.Parse<DateTime>(3).Ticks + csv.Parse<int>(4) + csv.Parse<double>(5);
        }

        return sum == 0 ? 0 : rows;
    }

    private static void Load(DatasetSource source, int rows)
    {
        if (DatasetReader.Read(source, new DatasetLimits(), Today) is not DatasetReadResult.Read { Dataset: var dataset } || dataset.Users.Count + dataset.Orders.Count != rows)
            throw new InvalidOperationException("Not every row was used.");
    }
}
