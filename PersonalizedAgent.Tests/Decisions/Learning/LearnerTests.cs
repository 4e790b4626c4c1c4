using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Storage;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Learning;

public sealed class LearnerTests : IDisposable
{
    private static readonly Dataset Dataset = World.MadeUp(1).Read();
    private static readonly DateTimeOffset AsOf = World.AsOf(World.Start.AddDays(150));

    private readonly LogFile _file = new();

    public void Dispose() => _file.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<Learner> BeginAsync(IDecisionLog log)
    {
        var learner = new Learner(log, new LearningOptions());
        await learner.BeginAsync(Dataset, AsOf, null, Token);
        return learner;
    }

    private static async Task RewardAsync(IDecisionLog log, int count, string? dataset = null)
    {
        for (var i = 0; i < count; i++)
        {
            var action = AgentActions.All[i % 3];
            var decision = Sample.Decision(3, 0.1 + (i % 8 * 0.1), action, dataset: dataset ?? Dataset.Version) with { User = Sample.User, Settings = new AgentOptions() };
            await log.AppendAsync(decision, Token);
            await log.RewardAsync(decision.Id, new Reward(i * 7 % 10 / 9.0, Sample.Now), Token);
        }
    }

    [Fact]
    public async Task Restarted_IsEqualToTheBit()
    {
        byte[] state;
        string version;
        await using (var log = _file.Open())
        {
            using var learner = await BeginAsync(log);
            for (var i = 0; i < 10; i++)
            {
                await RewardAsync(log, 3);
                await learner.CatchUpAsync(Token);
            }

            (state, version) = (learner.State.ToBytes(), learner.Policy.Version);
            Assert.Equal(30, learner.State.Events);
        }

        await using var again = _file.Open();
        using var restarted = await BeginAsync(again);

        Assert.Equal(state, restarted.State.ToBytes());
        Assert.Equal(version, restarted.Policy.Version);
    }

    [Fact]
    public async Task CatchUp_MovesBeliefs_ByTheRewardedAction()
    {
        var log = new MemoryDecisionLog(Guid.Empty);
        using var learner = await BeginAsync(log);
        var (before, changed) = (learner.State, 0);
        learner.Changed += () => changed++;
        var input = PolicyInput.Of(Sample.User, Sample.Prediction(0.1), new AgentOptions());

        await learner.CatchUpAsync(Token);
        Assert.Same(before, learner.State);
        await RewardAsync(log, 1);
        await learner.CatchUpAsync(Token);

        Assert.Equal(1, changed);
        Assert.True(learner.State.Believe(input, AgentActions.All)[0].Mean < before.Believe(input, AgentActions.All)[0].Mean);
        Assert.Equal(before.Believe(input, AgentActions.All)[1], learner.State.Believe(input, AgentActions.All)[1]);
    }

    [Fact]
    public async Task OtherData_UnkeptInput_AndNoAction_TeachNothing()
    {
        var log = new MemoryDecisionLog(Guid.Empty);
        await RewardAsync(log, 3, "other data");
        var unkept = Sample.Decision(dataset: Dataset.Version);
        await log.AppendAsync(unkept, Token);
        await log.RewardAsync(unkept.Id, new Reward(1, Sample.Now), Token);
        var none = unkept with { Id = Guid.CreateVersion7(Sample.Now), User = Sample.User, Settings = new AgentOptions(), Choice = new PolicyChoice(null, 1, "no contact") };
        await log.AppendAsync(none, Token);
        await log.RewardAsync(none.Id, new Reward(1, Sample.Now), Token);

        using var learner = await BeginAsync(log);

        Assert.Equal(0, learner.State.Events);
    }

    [Fact]
    public async Task Find_EachVersionThatWas_DecidesAsItDid()
    {
        var log = new MemoryDecisionLog(Guid.Empty);
        using var learner = await BeginAsync(log);
        var versions = new List<LearningPolicy> { learner.Policy };
        for (var i = 0; i < 4; i++)
        {
            await RewardAsync(log, 1);
            await learner.CatchUpAsync(Token);
            versions.Add(learner.Policy);
        }

        foreach (var policy in versions)
            Assert.Equal(policy.Version, (await learner.FindAsync(policy.Version, Token))!.Version);
        Assert.Null(await learner.FindAsync("learning-1/2/00000000", Token));
        Assert.Null(await learner.FindAsync("learning-1/5/00000000", Token));
        var history = new List<LearnedState>();
        await foreach (var learned in learner.HistoryAsync(Token))
            history.Add(learned);
        Assert.Equal(versions.Select(policy => policy.Version), history.Select(learned => learned.State.Version));
        Assert.Equal([null, 1, 2, 3, 4], history.Select(learned => learned.By?.Sequence));
    }
}
