namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The tables, their columns and how their rows name each other.</summary>
internal sealed record SchemaSpec(TableSchema InstanceTable, IReadOnlyDictionary<string, TableSchema> RelatedTables, IReadOnlyList<RelationshipSpec> Relationships);
