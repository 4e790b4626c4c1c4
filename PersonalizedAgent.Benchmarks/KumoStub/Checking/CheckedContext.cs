namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>A task with its labelled examples, free of faults: what a session holds.</summary>
internal sealed record CheckedContext(StubTask Task, StubSchema Schema, StubSection Context);
