namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The body of <c>POST /v1/sessions</c>.</summary>
internal sealed record SessionCreateRequest
{
    public string Model { get; init; } = PredictionRequest.DefaultModel;
    public required TaskSpec Task { get; init; }
    public required SchemaSpec Schema { get; init; }
    public required Section Context { get; init; }
    public RequestMetadata? Metadata { get; init; }
}
