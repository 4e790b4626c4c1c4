namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>Rows of one table name rows of another.</summary>
internal sealed record RelationshipSpec
{
    /// <summary>The table that names; absent for the instances' table.</summary>
    public string? SourceTable { get; init; }
    public required IReadOnlyList<string> SourceColumns { get; init; }
    public required string TargetTable { get; init; }
    public required IReadOnlyList<string> TargetColumns { get; init; }
}
