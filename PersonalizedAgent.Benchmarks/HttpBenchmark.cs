namespace PersonalizedAgent.Benchmarks;

/// <summary>The real app and a bare Kestrel endpoint in turn, each in its own process, under the same load.</summary>
internal static class HttpBenchmark
{
    private static readonly string[] Paths = ["/recommend/1", "/recommend/2", "/recommend/3", "/recommend/4"];

    public static async Task<int> RunAsync(string file, int seconds, int connections, int rounds)
    {
        await using var app = await ServerProcess.StartAppAsync("--Dataset:Path", file);
        await using var bare = await ServerProcess.StartBareAsync();
        var time = TimeSpan.FromSeconds(seconds);
        // Warm-up: the just-in-time compiler needs its tiers.
        await LoadGenerator.RunAsync(bare.Address, Paths, connections, time);
        await LoadGenerator.RunAsync(app.Address, Paths, connections, time);

        var rates = new List<double>();
        var tails = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var (bareRate, bareLatencies) = await LoadGenerator.RunAsync(bare.Address, Paths, connections, time);
            var (appRate, appLatencies) = await LoadGenerator.RunAsync(app.Address, Paths, connections, time);
            var (bareTail, appTail) = (Statistics.Percentile(bareLatencies, 0.99), Statistics.Percentile(appLatencies, 0.99));
            rates.Add(appRate / bareRate);
            tails.Add(bareTail / appTail);
            Console.WriteLine($"round {round}: bare {bareRate,9:#,0}/s p99 {bareTail,6:#,0} µs, app {appRate,9:#,0}/s p99 {appTail,6:#,0} µs, ratio of rates {rates[^1]:0.00}, of p99 (bare / app) {tails[^1]:0.00}");
        }

        Console.WriteLine($"{connections} connections: median ratio of requests per second {Statistics.Median(rates):0.00} (bound 0.60), of p99 (bare / app) {Statistics.Median(tails):0.00} (bound 0.60); app memory {app.MemoryMiB:0} MiB, at most {app.PeakMemoryMiB:0} MiB");
        return Statistics.Median(rates) >= 0.6 && Statistics.Median(tails) >= 0.6 ? 0 : 1;
    }
}
