namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>What the run modes stand for (NVIDIA's client 1.0.x).</summary>
internal static class RunModes
{
    private static readonly int[] DebugFanOut = [16, 16, 4, 4, 1, 1];
    private static readonly int[] FastFanOut = [32, 32, 8, 8, 4, 4];
    private static readonly int[] NormalFanOut = [64, 64, 8, 8, 4, 4];

    /// <summary>The name in a request.</summary>
    public static string WireName(this RelationalRunMode mode) => mode switch
    {
        RelationalRunMode.Debug => "debug",
        RelationalRunMode.Fast => "fast",
        RelationalRunMode.Normal => "normal",
        RelationalRunMode.Best => "best",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>How many labelled examples a request carries at most.</summary>
    public static int ContextSize(this RelationalRunMode mode) => mode switch
    {
        RelationalRunMode.Debug => 100,
        RelationalRunMode.Fast => 1_000,
        RelationalRunMode.Normal => 5_000,
        RelationalRunMode.Best => 10_000,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    /// <summary>How many rows of a table are taken for a row, for the hops 1 to 6.</summary>
    public static IReadOnlyList<int> FanOut(this RelationalRunMode mode) => mode switch
    {
        RelationalRunMode.Debug => DebugFanOut,
        RelationalRunMode.Fast => FastFanOut,
        RelationalRunMode.Normal or RelationalRunMode.Best => NormalFanOut,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };
}
