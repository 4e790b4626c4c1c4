namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The columns of a table, in their order, and which of them name a row.</summary>
internal sealed record TableSchema(IReadOnlyDictionary<string, ColumnSpec> Columns, KeyColumns PrimaryKey);
