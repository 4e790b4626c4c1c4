namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The body of <c>POST /v1/predictions</c>.</summary>
internal sealed record PredictionRequest
{
    /// <summary>The model's name where nothing else is said.</summary>
    public const string DefaultModel = "kumo-relational";

    public string Model { get; init; } = DefaultModel;
    public required TaskSpec Task { get; init; }
    public required SchemaSpec Schema { get; init; }
    public required Section Context { get; init; }
    public required Section Predict { get; init; }
    public required OutputSpec Output { get; init; }
    public InferenceSpec? Inference { get; init; }
    public RequestMetadata? Metadata { get; init; }

    /// <summary>The body of <c>POST /v1/sessions</c>: what is the same for all requests of one context.</summary>
    public SessionCreateRequest ToSession() => new() { Model = Model, Task = Task, Schema = Schema, Context = Context, Metadata = Metadata };

    /// <summary>The body of <c>POST /v1/sessions/{id}/predictions</c>: the rest.</summary>
    public SessionPredictionRequest ToSessionPrediction() => new() { Predict = Predict, Output = Output, Inference = Inference, Metadata = Metadata };
}
