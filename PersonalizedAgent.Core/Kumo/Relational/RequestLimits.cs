namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>What fits into one request. The defaults are those of NVIDIA's client 1.0.x.</summary>
internal sealed record RequestLimits
{
    /// <summary>How many rows are asked for at once; the server takes 10,000.</summary>
    public int PredictRows { get; init; } = 1_000;

    /// <summary>How many rows are asked for at once where items are ranked.</summary>
    public int ItemPredictRows { get; init; } = 200;

    /// <summary>How many labelled examples go along at most; the run mode may say fewer.</summary>
    public int ContextRows { get; init; } = 10_000;

    /// <summary>The size of a request, in bytes: 30 MiB.</summary>
    public int BodyBytes { get; init; } = 30 * 1024 * 1024;

    /// <summary>How many distinct texts a category may have; a column of more is left out.</summary>
    public int Categories { get; init; } = 10_000;
}
