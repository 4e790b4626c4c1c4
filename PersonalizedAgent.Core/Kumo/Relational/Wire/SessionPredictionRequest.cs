namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The body of <c>POST /v1/sessions/{id}/predictions</c>.</summary>
internal sealed record SessionPredictionRequest
{
    public required Section Predict { get; init; }
    public required OutputSpec Output { get; init; }
    public InferenceSpec? Inference { get; init; }
    public RequestMetadata? Metadata { get; init; }
}
