namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>What passed, or why it did not.</summary>
internal sealed record CheckResult<T>(T? Value, StubProblem? Problem)
    where T : class;
