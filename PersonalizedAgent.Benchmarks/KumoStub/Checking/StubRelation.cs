namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>Rows of one table name rows of another. No source: the instances' table.</summary>
internal sealed record StubRelation(string? Source, IReadOnlyList<string> SourceColumns, string Target, IReadOnlyList<string> TargetColumns);
