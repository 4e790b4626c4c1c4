using System.Text.Json;
using PersonalizedAgent.Benchmarks;
using PersonalizedAgent.Benchmarks.Regret;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Benchmarks;

public sealed class RegretCommandTests
{
    private static readonly string[] Names = ["learning", "epsilon-greedy 0.1", "threshold", "random"];

    private static (int Code, string Output) Run(int seeds = 2, string? json = null)
    {
        using var output = new StringWriter();
        return (RegretCommand.Run(users: 60, seeds, decisions: 200, json, new ManualClock(), output), output.ToString());
    }

    [Fact]
    public void Run_SmallShops_PrintsFiguresAndWritesJson()
    {
        using var folder = new TempDataset();
        var json = Path.Combine(folder.Folder, "regret.json");

        var (code, output) = Run(json: json);

        Assert.InRange(code, 0, 1);
        Assert.Equal(code == 0, output.Contains("misses least at both marks", StringComparison.Ordinal));
        Assert.All(Names, name => Assert.Contains($"\n{name} ", output, StringComparison.Ordinal));
        using var report = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal([20, 200], report.RootElement.GetProperty("decisions").EnumerateArray().Select(mark => mark.GetInt32()));
        Assert.Equal(0, report.RootElement.GetProperty("learning_step_microseconds").GetDouble());
        var policies = report.RootElement.GetProperty("policies").EnumerateArray().ToList();
        Assert.Equal(Names, policies.Select(policy => policy.GetProperty("name").GetString()));
        Assert.All(policies, policy => Assert.True(policy.GetProperty("regret")[0].GetDouble() <= policy.GetProperty("regret")[1].GetDouble()));
        Assert.True(policies[0].GetProperty("regret")[1].GetDouble() < policies[3].GetProperty("regret")[1].GetDouble());
    }

    [Fact]
    public void Run_Twice_SaysTheSame() => Assert.Equal(Run(seeds: 1), Run(seeds: 1));

    [Fact]
    public void Run_BestActionAlways_MissesNothing()
    {
        var world = ShopWorld.Of(60, 1, new ManualClock());
        var prior = BanditState.Initial(new LearningOptions());

        Assert.Equal([0, 0], RegretTrial.Run(world, prior, false, _ => new Oracle(world), 100, 1, [10, 100]));
        Assert.All(RegretTrial.Run(world, prior, false, _ => new RandomPolicy(), 100, 1, [10, 100]), regret => Assert.True(regret > 0));
    }

    [Theory]
    [InlineData(0, AgentAction.OfferDiscount)]
    [InlineData(0.0334, AgentAction.RecommendProduct)]
    [InlineData(0.0999, AgentAction.SendMessage)]
    [InlineData(0.1, AgentAction.OfferDiscount)]
    [InlineData(0.99, AgentAction.OfferDiscount)]
    public void EpsilonGreedy_Draw_ExploresInATenth(double draw, AgentAction expected)
    {
        var input = PolicyInput.Of(Sample.User, Sample.Prediction() with { ActionScores = [new(AgentAction.OfferDiscount, new(0.9))] }, new AgentOptions()) with { Draw = draw };

        var choice = new EpsilonGreedyPolicy(BanditState.Initial(new LearningOptions()), 0.1).Choose(input);

        Assert.Equal(expected, choice.Action);
        Assert.Equal(expected == AgentAction.OfferDiscount ? 0.9 + 0.1 / 3 : 0.1 / 3, choice.Propensity, 1e-12);
    }

    [Fact]
    public async Task RunAsync_Regret_RefusesWrongOptions()
    {
        Assert.Equal(2, await Commands.RunAsync(["regret", "--users", "3"]));
        Assert.Equal(2, await Commands.RunAsync(["regret", "--seeds", "0"]));
        Assert.Equal(2, await Commands.RunAsync(["regret", "--decisions", "0"]));
    }

    private sealed class Oracle(ShopWorld world) : IDecisionPolicy
    {
        public string Name => "oracle";

        public string Version => "oracle-1";

        public PolicyChoice Choose(PolicyInput input)
        {
            var row = Enumerable.Range(0, world.Users).First(other => world.User(other).UserId == input.User.UserId);
            var day = (int)(input.At - ShopWorld.TimeOf(0)).TotalDays;
            return new PolicyChoice(AgentActions.All.MaxBy(action => world.Truth(row, day, action)), 1, Name);
        }
    }
}
