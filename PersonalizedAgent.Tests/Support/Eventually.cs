using System.Diagnostics;

namespace PersonalizedAgent.Tests.Support;

/// <summary>Waits for a condition, not for a time; the limit is far beyond what a slow machine needs.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Limit, $"Never happened: {what}");
            await Task.Yield();
        }
    }
}
