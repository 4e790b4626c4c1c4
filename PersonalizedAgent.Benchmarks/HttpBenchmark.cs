namespace PersonalizedAgent.Benchmarks;

/// <summary>The real app, with its log in SQLite and in memory, and a bare Kestrel endpoint in turn, each in its own process, under the same load.</summary>
internal static class HttpBenchmark
{
    /// <summary>What each log must keep of the bare endpoint's rate.</summary>
    private const double SqliteBound = 1.0 / 3;

    private const double MemoryBound = 0.6;

    private static readonly string[] Paths = ["/recommend/1", "/recommend/2", "/recommend/3", "/recommend/4"];

    public static async Task<int> RunAsync(string file, int seconds, int connections, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await using var memory = await ServerProcess.StartAppAsync("--Dataset:Path", file, "--Storage:Kind", "memory");
            await using var sqlite = await ServerProcess.StartAppAsync("--Dataset:Path", file, "--Storage:ConnectionString", $"Data Source={Path.Combine(folder.FullName, "agent.db")}");
            await using var bare = await ServerProcess.StartBareAsync();
            return await RunAsync(bare, [new Contender("in SQLite", sqlite, SqliteBound), new Contender("in memory", memory, MemoryBound)], TimeSpan.FromSeconds(seconds), connections, rounds) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> RunAsync(ServerProcess bare, Contender[] contenders, TimeSpan time, int connections, int rounds)
    {
        // Warm-up: the just-in-time compiler needs its tiers.
        foreach (var server in contenders.Select(contender => contender.Server).Append(bare))
            await LoadGenerator.RunAsync(server.Address, Paths, connections, time);

        for (var round = 1; round <= rounds; round++)
        {
            var (bareRate, bareLatencies) = await LoadGenerator.RunAsync(bare.Address, Paths, connections, time);
            var bareTail = Statistics.Percentile(bareLatencies, 0.99);
            Console.WriteLine($"round {round}: bare           {bareRate,9:#,0}/s p99 {bareTail,6:#,0} µs");
            foreach (var contender in contenders)
            {
                var (rate, latencies) = await LoadGenerator.RunAsync(contender.Server.Address, Paths, connections, time);
                var tail = Statistics.Percentile(latencies, 0.99);
                contender.Rates.Add(rate / bareRate);
                contender.Tails.Add(bareTail / tail);
                Console.WriteLine($"         log {contender.Name}  {rate,9:#,0}/s p99 {tail,6:#,0} µs, ratio of rates {contender.Rates[^1]:0.00}, of p99 (bare / app) {contender.Tails[^1]:0.00}");
            }
        }

        foreach (var contender in contenders)
            Console.WriteLine($"{connections} connections, log {contender.Name}: median ratio of requests per second {Statistics.Median(contender.Rates):0.00}, of p99 (bare / app) {Statistics.Median(contender.Tails):0.00} (bound {contender.Bound:0.00} for both); memory {contender.Server.MemoryMiB:0} MiB, at most {contender.Server.PeakMemoryMiB:0} MiB");
        return contenders.All(contender => Statistics.Median(contender.Rates) >= contender.Bound && Statistics.Median(contender.Tails) >= contender.Bound);
    }

    private sealed record Contender(string Name, ServerProcess Server, double Bound)
    {
        public List<double> Rates { get; } = [];

        public List<double> Tails { get; } = [];
    }
}
