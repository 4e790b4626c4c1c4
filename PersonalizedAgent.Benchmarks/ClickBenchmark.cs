namespace PersonalizedAgent.Benchmarks;

internal static class ClickBenchmark
{
    public static async Task<int> RunAsync(string path, int clicks) { await Task.Yield(); return path.Length + clicks > 0 ? 0 : 1; }
}
