using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Benchmarks;

/// <summary>One recommendation from a checked user to the log, without the web.</summary>
[MemoryDiagnoser]
public class MicroBenchmark
{
    private readonly User _user = new(3, 22, "F", new DateOnly(2025, 8, 11), 20, 5);
    private InteractionAgent _agent = null!;

    [GlobalSetup]
    public void SetUp() => _agent = new InteractionAgent(
        new MockKumoClient(() => 42), new ThresholdPolicy(), new MemoryDecisionLog(Guid.Empty), new AgentOptions(), TimeProvider.System);

    [Benchmark]
    public ValueTask<Recommendation> Recommend() => _agent.RecommendAsync(_user, DecisionSource.Rest, CancellationToken.None);

    internal static void Run(string[] args) => BenchmarkRunner.Run<MicroBenchmark>(args: args);
}
