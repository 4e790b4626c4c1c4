namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>Instances and all rows that belong to them: labelled ones are the context, the others are to be predicted.</summary>
internal sealed record Section(WireTable InstanceTable, IReadOnlyDictionary<string, WireTable> RelatedTables);
