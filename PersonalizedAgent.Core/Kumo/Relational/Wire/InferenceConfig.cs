namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>Details of how the model works.</summary>
internal sealed record InferenceConfig
{
    /// <summary><c>base</c>, <c>classification</c> or <c>regression</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>1 to 4.</summary>
    public int NumEstimators { get; init; } = 1;
    public bool ColumnShuffle { get; init; }
    public bool CategoryShuffle { get; init; }
    public bool HopShuffle { get; init; }

    /// <summary>Classification alone.</summary>
    public bool? ClassShuffle { get; init; }

    /// <summary>Regression and forecasting alone: any of <c>clip</c>, <c>power</c>, <c>quantile</c> and none.</summary>
    public IReadOnlyList<string?>? TargetTransforms { get; init; }

    /// <summary>Regression and forecasting alone: <c>median</c>, <c>mean</c> or <c>quantiles</c>.</summary>
    public string? OutputType { get; init; }
}
