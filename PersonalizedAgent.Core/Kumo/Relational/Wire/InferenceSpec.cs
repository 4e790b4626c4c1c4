namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>How the model works.</summary>
internal sealed record InferenceSpec
{
    /// <summary><c>debug</c>, <c>fast</c>, <c>normal</c> or <c>best</c>.</summary>
    public string? RunMode { get; init; }
    public bool? UsePredictionTime { get; init; }
    public InferenceConfig? InferenceConfig { get; init; }
}
