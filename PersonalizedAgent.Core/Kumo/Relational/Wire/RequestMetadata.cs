namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>What is said about a request; the server does not need it.</summary>
internal sealed record RequestMetadata
{
    public string? RequestId { get; init; }

    /// <summary>The question in PQL, for people.</summary>
    public string? SourceQuery { get; init; }
    public int? NumContextExamples { get; init; }
    public int? NumPredictionExamples { get; init; }
}
