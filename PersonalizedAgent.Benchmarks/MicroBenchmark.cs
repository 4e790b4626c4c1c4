using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Datasets;
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
    private Dataset _dataset = null!;

    [GlobalSetup]
    public void SetUp()
    {
        _agent = new InteractionAgent(new MockKumoClient(() => 42), new PolicySwitch(PolicyKind.Threshold, new AgentOptions(), () => throw new InvalidOperationException()), new MemoryDecisionLog(Guid.Empty), new Draws(42), TimeProvider.System);
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "user_id,age,gender,last_active,interactions,purchases\n3,22,F,2025-08-11,20,5\n");
        _dataset = ((DatasetReadResult.Read)DatasetReader.Read(DatasetSource.UsersFile(path), new DatasetLimits(), new DateOnly(2025, 8, 13))).Dataset;
        File.Delete(path);
    }

    [Benchmark]
    public ValueTask<Recommendation> Recommend() => _agent.RecommendAsync(_dataset, _user, DecisionSource.Rest, CancellationToken.None);

    internal static void Run(string[] args) => BenchmarkRunner.Run<MicroBenchmark>(args: args);
}
