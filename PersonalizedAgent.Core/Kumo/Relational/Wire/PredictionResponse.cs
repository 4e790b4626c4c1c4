namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>An answer that was read and checked.</summary>
/// <param name="Id">What the server calls it, if it says so.</param>
/// <param name="Model">The model that answered, if the server says so.</param>
/// <param name="Predictions">In the order of the rows asked for, forecasts of one row by their step.</param>
/// <param name="Metadata">What is said about it.</param>
internal sealed record PredictionResponse(string? Id, string? Model, IReadOnlyList<PredictionItem> Predictions, ResponseMetadata Metadata);
