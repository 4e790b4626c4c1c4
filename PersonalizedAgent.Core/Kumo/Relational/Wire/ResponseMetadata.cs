namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>What is said about an answer, where it is said.</summary>
internal sealed record ResponseMetadata(string? TaskKind, string? OutputType, string? Adapter);
