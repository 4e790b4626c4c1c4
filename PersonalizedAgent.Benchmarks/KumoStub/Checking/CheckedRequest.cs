namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>A request free of faults.</summary>
/// <param name="Given">The task and its examples.</param>
/// <param name="Predict">What is asked.</param>
/// <param name="Fields">What the answer holds.</param>
internal sealed record CheckedRequest(CheckedContext Given, StubSection Predict, IReadOnlyList<string> Fields);
