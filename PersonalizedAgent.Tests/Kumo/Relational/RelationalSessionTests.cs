using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>How the client uses sessions, over HTTP, with a stub.</summary>
public sealed class RelationalSessionTests
{
    [Fact]
    public async Task Sessions_AreOpenedOnceForEachTask()
    {
        await using var bench = await RelationalBench.StartAsync();

        await bench.AskAsync(RelationalBench.Messaging, 0);
        await bench.AskAsync(RelationalBench.Messaging, 1);
        await bench.AskAsync(RelationalBench.Messaging, [2, 3]);

        Assert.Equal((4, 12, 0), bench.Counts);
        Assert.Equal(4, bench.Stub.OpenSessions);
    }

    [Fact]
    public async Task Sessions_GoneOnTheServer_AreOpenedAnew_AndTheQuestionIsSentAgain()
    {
        await using var bench = await RelationalBench.StartAsync();
        await bench.AskAsync(RelationalBench.Messaging, 0);

        bench.Stub.Script.ExpireSessions();
        var prediction = await bench.AskAsync(RelationalBench.Messaging, 1);

        Assert.Equal((PredictionBackend.Kumo, null, null), (prediction.Backend, prediction.Fallback, prediction.Note));
        // Each question: refused in the old session, answered in the new one.
        Assert.Equal((8, 12, 0), bench.Counts);
    }

    [Fact]
    public async Task Sessions_ThatEndedByTheirOwnWord_AreNotTried()
    {
        await using var bench = await RelationalBench.StartAsync(stub: new() { SessionTime = TimeSpan.FromMinutes(5) });
        await bench.AskAsync(RelationalBench.Messaging, 0);

        bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await bench.AskAsync(RelationalBench.Messaging, 1);

        Assert.Equal((8, 8, 0), bench.Counts);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public async Task NoSessions_TheContextGoesAlong_AndTheyAreNotAskedForAgain(int status)
    {
        await using var bench = await RelationalBench.StartAsync();
        bench.Stub.Script.NoSessions = status;

        var first = await bench.AskAsync(RelationalBench.Messaging, 0);
        var asked = bench.Counts.Sessions;
        var second = await bench.AskAsync(RelationalBench.Messaging, 1);

        Assert.Equal((PredictionBackend.Kumo, PredictionBackend.Kumo), (first.Backend, second.Backend));
        Assert.Equal((1, 0, 8), bench.Counts);
        Assert.Equal(asked, bench.Counts.Sessions);
    }

    [Fact]
    public async Task Off_NoneIsOpened()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.Sessions = RelationalSessions.Off);

        var prediction = await bench.AskAsync(RelationalBench.Recommending);

        Assert.Equal(PredictionBackend.Kumo, prediction.Backend);
        Assert.Equal((0, 0, 5), bench.Counts);
    }

    [Fact]
    public async Task Sessions_BeyondTheMost_TheOldestMakesRoom()
    {
        await using var bench = await RelationalBench.StartAsync();
        var data = RelationalBench.Messaging;

        // Four tasks an hour; sixteen are kept.
        for (var hour = 0; hour < 6; hour++)
            await bench.AskAsync(data, 0, RelationalBench.AsOf.AddHours(hour));
        Assert.Equal((24, 24, 0), bench.Counts);
        await Eventually.TrueAsync(() => (bench.Stub.CountOf(CallKind.DeleteSession), bench.Stub.OpenSessions) == (8, 16), "the oldest are dropped");

        // Those of the last two hours are still there.
        await bench.AskAsync(data, 1, RelationalBench.AsOf.AddHours(5));
        await bench.AskAsync(data, 1, RelationalBench.AsOf.AddHours(4));

        Assert.Equal((24, 32, 0), bench.Counts);
    }

    [Fact]
    public async Task DisposeAsync_OpenSessions_AreDropped()
    {
        await using var bench = await RelationalBench.StartAsync();
        await bench.AskAsync(RelationalBench.Messaging);
        Assert.Equal(4, bench.Stub.OpenSessions);

        await bench.Client.DisposeAsync();

        Assert.Equal((4, 0), (bench.Stub.CountOf(CallKind.DeleteSession), bench.Stub.OpenSessions));
    }
}
