namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>The tables of a request.</summary>
internal sealed record StubSchema(StubTableSchema Instances, IReadOnlyDictionary<string, StubTableSchema> Related, IReadOnlyList<StubRelation> Relations);
