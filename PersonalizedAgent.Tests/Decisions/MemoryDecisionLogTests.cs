using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions;

public sealed class MemoryDecisionLogTests
{
    private static async Task<MemoryDecisionLog> WithAsync(int capacity, params long[] userIds)
    {
        var log = new MemoryDecisionLog(Guid.Empty, capacity);
        foreach (var id in userIds)
            await log.AppendAsync(Sample.Decision(id), TestContext.Current.CancellationToken);
        return log;
    }

    private static long[] Sequences(IReadOnlyList<LoggedDecision> decisions) => [.. decisions.Select(d => d.Sequence)];

    [Fact]
    public async Task Newest_ComesNewestFirst_AtMostAsAsked()
    {
        var log = await WithAsync(10, 1, 2, 3, 4);

        Assert.Equal([4, 3, 2], Sequences(log.Newest(3)));
        Assert.Equal([4, 3, 2, 1], Sequences(log.Newest(100)));
        Assert.Empty(log.Newest(0));
    }

    [Fact]
    public async Task ReadAfter_ComesOldestFirst_FromThePlaceAsked()
    {
        var log = await WithAsync(10, 1, 2, 3, 4);

        Assert.Equal([1, 2], Sequences(log.ReadAfter(0, 2)));
        Assert.Equal([3, 4], Sequences(log.ReadAfter(2, 10)));
        Assert.Empty(log.ReadAfter(4, 10));
        Assert.Empty(log.ReadAfter(9, 10));
    }

    [Theory]
    [InlineData(3, new long[] { 3, 2, 1 })]
    [InlineData(4, new long[] { 4, 3, 2 })]
    [InlineData(7, new long[] { 7, 6, 5 })]
    public async Task Append_BeyondCapacity_DropsTheOldest(int count, long[] expected)
    {
        var log = await WithAsync(3, [.. Enumerable.Range(1, count).Select(i => (long)i)]);

        Assert.Equal(expected, Sequences(log.Newest(10)));
        Assert.Equal(expected.Reverse(), Sequences(log.ReadAfter(0, 10)));
        Assert.Equal(count, log.Count);
    }

    [Fact]
    public async Task LastOf_IsTheNewestOfThatUser_AsFarBackAsTheLogReaches()
    {
        var log = await WithAsync(3, 1, 2, 1, 2, 2);

        Assert.Equal(3, log.LastOf("", 1)?.Sequence);
        Assert.Equal(5, log.LastOf("", 2)?.Sequence);
        Assert.Null(log.LastOf("", 3));

        await log.AppendAsync(Sample.Decision(2), TestContext.Current.CancellationToken);

        Assert.Null(log.LastOf("", 1));
    }

    [Fact]
    public async Task Appended_IsRaisedWhenTheDecisionCanBeRead()
    {
        var log = new MemoryDecisionLog(Guid.Empty);
        var seen = new List<long>();
        log.Appended += () => seen.Add(log.Newest(1)[0].Sequence);

        await log.AppendAsync(Sample.Decision(), TestContext.Current.CancellationToken);
        await log.AppendAsync(Sample.Decision(), TestContext.Current.CancellationToken);

        Assert.Equal([1, 2], seen);
    }

    [Fact]
    public async Task Append_FromManyThreads_LosesAndDoublesNothing()
    {
        var log = new MemoryDecisionLog(Guid.Empty, 10_000, atHand: 10_000);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
                await log.AppendAsync(Sample.Decision(thread), CancellationToken.None);
        })));

        Assert.Equal(Enumerable.Range(1, 4000).Select(i => (long)i), Sequences(log.ReadAfter(0, 10_000)));
    }
}
