namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>Instances and all rows that belong to them.</summary>
internal sealed record StubSection(StubTable Instances, IReadOnlyDictionary<string, StubTable> Related);
