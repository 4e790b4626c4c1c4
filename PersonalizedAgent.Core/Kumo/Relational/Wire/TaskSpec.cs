namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>What is to be predicted.</summary>
internal sealed record TaskSpec
{
    /// <summary>One of <see cref="TaskKinds"/>.</summary>
    public required string Kind { get; init; }
    public required TargetSpec Target { get; init; }

    /// <summary>One table; source and target where links are predicted.</summary>
    public required IReadOnlyList<string> EntityTableNames { get; init; }

    /// <summary>The instances' column that holds the anchor; absent where nothing has a time.</summary>
    public string? AnchorTimeColumn { get; init; }

    /// <summary>How long each ranking is.</summary>
    public int? TopK { get; init; }

    /// <summary>The time between forecasts, in nanoseconds.</summary>
    public long? StepSize { get; init; }
    public int? NumForecasts { get; init; }
}
