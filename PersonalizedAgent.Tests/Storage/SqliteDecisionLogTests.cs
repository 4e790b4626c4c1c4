using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Receipts;
using PersonalizedAgent.Core.Storage;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Storage;

public sealed class SqliteDecisionLogTests : IDisposable
{
    private readonly LogFile _file = new();

    public void Dispose() => _file.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<LoggedDecision[]> AppendAsync(IDecisionLog log, params long[] userIds)
    {
        var logged = new List<LoggedDecision>();
        foreach (var id in userIds)
            logged.Add(await log.AppendAsync(Sample.Decision(id), Token));
        return [.. logged];
    }

    private static async Task<List<KeptDecision>> AllAsync(IDecisionLog log)
    {
        var all = new List<KeptDecision>();
        await foreach (var kept in log.ReadAllAsync(0, Token))
            all.Add(kept);
        return all;
    }

    [Fact]
    public async Task Reopened_HoldsWhatWasAcknowledged_UnderTheSameId()
    {
        LoggedDecision[] appended;
        Guid id;
        await using (var log = _file.Open())
        {
            appended = await AppendAsync(log, 1, 2, 1);
            id = log.Id;
        }

        await using var again = _file.Open();

        Assert.Equal((id, 3L), (again.Id, again.Count));
        Assert.Equal([3, 2, 1], again.Newest(10).Select(logged => logged.Sequence));
        Assert.Equal(appended[2].Decision.Id, again.LastOf("", 1)!.Decision.Id);
        Assert.Equal(ReceiptJson.Write(appended[1].Decision), ReceiptJson.Write(again.ReadAfter(1, 1)[0].Decision));
        Assert.Equal(4, (await again.AppendAsync(Sample.Decision(), Token)).Sequence);
    }

    [Fact]
    public async Task Append_FromManyThreads_LosesAndDoublesNothing_AndTheChainHolds()
    {
        await using var log = _file.Open();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
                await log.AppendAsync(Sample.Decision(thread), CancellationToken.None);
        })));

        Assert.Equal(Enumerable.Range(1, 800).Select(i => (long)i), (await AllAsync(log)).Select(kept => kept.Logged.Sequence));
        Assert.Equal(new ChainCheck(800, null), await log.VerifyAsync(Token));
    }

    [Fact]
    public async Task Appended_IsRaisedBeforeItIsAnswered_WhenTheDecisionCanBeRead()
    {
        await using var log = _file.Open();
        var seen = new List<long>();
        log.Appended += () => seen.Add(log.Newest(1)[0].Sequence);

        await AppendAsync(log, 1);
        await using (log)
        {
            await AppendAsync(log, 1);
        }

        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public async Task Reward_IsKept_RepeatedAndRefused()
    {
        var reward = new Reward(0.5, Sample.Now);
        Guid id;
        await using (var log = _file.Open())
        {
            id = (await AppendAsync(log, 1))[0].Decision.Id;

            Assert.Equal(RewardOutcome.UnknownDecision, await log.RewardAsync(Guid.CreateVersion7(Sample.Now), reward, Token));
            Assert.Equal(RewardOutcome.Recorded, await log.RewardAsync(id, reward, Token));
            Assert.Equal(RewardOutcome.Repeated, await log.RewardAsync(id, reward with { At = Sample.Now.AddDays(1) }, Token));
            Assert.Equal(RewardOutcome.Refused, await log.RewardAsync(id, reward with { Value = 0.6 }, Token));
            Assert.Equal(reward, log.Newest(1)[0].Reward);
        }

        await using var again = _file.Open();
        Assert.Equal(reward, again.Newest(1)[0].Reward);
        Assert.Equal(reward, (await again.FindAsync(id, Token))!.Logged.Reward);
        Assert.Equal(reward, Assert.Single(await AllAsync(again)).Logged.Reward);
        Assert.Equal(RewardOutcome.Refused, await again.RewardAsync(id, reward with { Value = 0 }, Token));
    }

    [Fact]
    public async Task Reward_TwoAtOnce_OneIsRecorded()
    {
        await using var log = _file.Open();
        var id = (await AppendAsync(log, 1))[0].Decision.Id;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => log.RewardAsync(id, new Reward(i / 20.0, Sample.Now), Token).AsTask()));

        Assert.Single(outcomes, RewardOutcome.Recorded);
        Assert.Equal(19, outcomes.Count(outcome => outcome == RewardOutcome.Refused));
    }

    [Theory]
    [InlineData(-0.0001)]
    [InlineData(1.0001)]
    [InlineData(double.NaN)]
    public async Task Reward_OutsideItsRange_IsABug(double value)
    {
        await using var log = _file.Open();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await log.RewardAsync(Guid.Empty, new Reward(value, Sample.Now), Token));
    }

    [Theory]
    [InlineData("UPDATE decisions SET receipt = replace(receipt, '0.82', '0.83') WHERE sequence = 3", 2, 3)]
    [InlineData("UPDATE decisions SET hash = '00' WHERE sequence = 1", 0, 1)]
    [InlineData("DELETE FROM decisions WHERE sequence = 2", 1, 2)]
    [InlineData("DELETE FROM decisions WHERE sequence = 1", 0, 1)]
    public async Task Verify_NamesTheFirstBreak(string sql, long intact, long sequence)
    {
        await using var log = _file.Open();
        await AppendAsync(log, 1, 2, 3, 4);
        Assert.Equal(new ChainCheck(4, null), await log.VerifyAsync(Token));

        _file.Execute(sql);

        var check = await log.VerifyAsync(Token);
        Assert.Equal((intact, sequence), (check.Intact, check.Break!.Sequence));
    }

    [Fact]
    public async Task Find_UnknownId_IsNone()
    {
        await using var log = _file.Open();

        Assert.Null(await log.FindAsync(Guid.CreateVersion7(Sample.Now), Token));
    }

    [Fact]
    public async Task MaxDecisions_OldestMakeRoom_AndTheChainHolds()
    {
        await using (var log = _file.Open())
        {
            var first = (await AppendAsync(log, 1, 2, 3, 4, 5))[0];
            await log.RewardAsync(first.Decision.Id, new Reward(1, Sample.Now), Token);
        }

        await using var smaller = _file.Open(options => options.MaxDecisions = 3);
        await AppendAsync(smaller, 6);

        Assert.Equal([4, 5, 6], (await AllAsync(smaller)).Select(kept => kept.Logged.Sequence));
        Assert.Equal(new ChainCheck(3, null), await smaller.VerifyAsync(Token));
        await using var again = _file.Open(inMemory: 2);
        Assert.Equal([6, 5], again.Newest(10).Select(logged => logged.Sequence));
        Assert.Equal([5, 6], again.ReadAfter(0, 10).Select(logged => logged.Sequence));
        Assert.Equal(7, (await AppendAsync(again, 7))[0].Sequence);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public async Task KeepDays_OlderGo_TheNewestStays(int keepDays, int kept)
    {
        await using (var log = _file.Open())
        {
            await AppendAsync(log, 1);
            await log.AppendAsync(Sample.Decision() with { At = Sample.Now.AddDays(1) }, Token);
        }

        _file.Clock.Advance(TimeSpan.FromDays(2));
        await using var later = _file.Open(options => options.KeepDays = keepDays);
        await later.AppendAsync(Sample.Decision() with { At = Sample.Now.AddDays(2) }, Token);

        Assert.Equal(kept, (await AllAsync(later)).Count);
        Assert.Null((await later.VerifyAsync(Token)).Break);
        _file.Clock.Advance(TimeSpan.FromDays(40));
        await using var muchLater = _file.Open(options => options.KeepDays = keepDays);
        await AppendAsync(muchLater, 1);
        Assert.Equal(4, Assert.Single(await AllAsync(muchLater)).Logged.Sequence);
    }

    [Fact]
    public async Task Disposed_WritesWhatWasTaken()
    {
        Task<LoggedDecision>[] appends;
        await using (var log = _file.Open())
            appends = [.. Enumerable.Range(0, 50).Select(i => log.AppendAsync(Sample.Decision(i), Token).AsTask())];

        await using var again = _file.Open();
        Assert.Equal(50, (await Task.WhenAll(appends)).Length);
        Assert.Equal(50, again.Count);
    }

    [Fact]
    public async Task FileTakenAway_IsSaid_AndGoesOnWhenItIsBack()
    {
        await using var log = _file.Open();
        await AppendAsync(log, 1);
        _file.Execute("ALTER TABLE decisions RENAME TO gone");

        var failed = await Assert.ThrowsAsync<DecisionLogException>(() => AppendAsync(log, 2));

        Assert.Equal("SQLite error 1.", failed.Message);
        Assert.Equal(1, log.Count);
        _file.Execute("ALTER TABLE gone RENAME TO decisions");
        Assert.Equal(2, (await AppendAsync(log, 3))[0].Sequence);
    }

    [Fact]
    public void Open_NoFileOfOurs_SaysHowToMendIt()
    {
        File.WriteAllText(_file.Path, new string('x', 5000));

        var failed = Assert.Throws<DecisionLogException>(() => _file.Open());

        Assert.Equal("The log of decisions cannot be opened. The file of the log is damaged, or none of ours. Move it away, or choose another (Storage:ConnectionString).", failed.Message);
    }

    [Theory]
    [InlineData(Durability.Normal)]
    [InlineData(Durability.Full)]
    public async Task Durability_EitherWrites(Durability durability)
    {
        await using var log = _file.Open(options => options.Durability = durability);

        Assert.Equal(1, (await AppendAsync(log, 1))[0].Sequence);
        Assert.True(File.Exists(_file.Path + "-wal"));
    }
}
