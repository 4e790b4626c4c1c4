using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>What a try of the service tells, over HTTP, with a stub.</summary>
public sealed class RelationalProbeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static Task<RelationalStatus> TryAsync(RelationalBench bench, Dataset? dataset = null, TimeSpan age = default) =>
        bench.Client.Probe.StatusAsync(dataset ?? RelationalBench.Messaging, RelationalBench.AsOf, age, default);

    private static string Checks(RelationalStatus status) =>
        string.Join(", ", status.Checks.Select(check => $"{check.Name} {check.IsAnswered switch { true => "yes", false => "no", null => "-" }}"));

    private static string Detail(RelationalStatus status, string name) => status.Checks.Single(check => check.Name == name).Detail;

    [Fact]
    public async Task Reachable_SaysHowFastAndWhat()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.RequestsPerDay = 10);
        Assert.Null(bench.Client.Probe.Last);

        var status = await TryAsync(bench);

        Assert.True(status.IsReachable);
        Assert.Equal((bench.Stub.Url, CassetteMode.Off, 6, bench.Clock.GetUtcNow(), KumoStubServer.Model), (status.Server, status.Cassette, status.RequestsLeft, status.ProbedAt, status.Model));
        Assert.Equal(TimeSpan.Zero, status.Latency);
        Assert.Equal("health yes, models yes, binary_classification yes, temporal_link_prediction yes, sessions yes", Checks(status));
        Assert.Equal(status, bench.Client.Probe.Last);
        Assert.Contains("kumo-relational", Detail(status, "models"), StringComparison.Ordinal);
        // Health, models, two questions with a session each.
        Assert.Equal((2, 2, 0), bench.Counts);
        Assert.Equal(6, bench.Stub.Count);
    }

    [Fact]
    public async Task Latency_IsThatOfTheFirstQuestion()
    {
        await using var bench = await RelationalBench.StartAsync(options => options.Sessions = RelationalSessions.Off);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Stub.Script.Next(StubTurn.Held(go.Task), of: CallKind.Predict);

        var trying = TryAsync(bench);
        await bench.Stub.WhenReceivedAsync(3);
        bench.Clock.Advance(TimeSpan.FromSeconds(7));
        go.SetResult();
        var status = await trying;

        Assert.Equal(TimeSpan.FromSeconds(7), status.Latency);
        Assert.Equal("health yes, models yes, binary_classification yes, temporal_link_prediction yes, sessions no", Checks(status));
        Assert.Contains("Switched off", Detail(status, "sessions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NotReachable_SaysSo()
    {
        await using var bench = await RelationalBench.StartAsync();
        await bench.StopStubAsync();

        var status = await TryAsync(bench);

        Assert.False(status.IsReachable);
        Assert.Equal((null, null), (status.Latency, status.Model));
        Assert.Equal("health no, models no, binary_classification no, temporal_link_prediction no, sessions -", Checks(status));
        Assert.Contains("Kumo:Relational:BaseUrl", Detail(status, "binary_classification"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoRanking_NoSessions_NotReady_IsStillOfUse()
    {
        await using var bench = await RelationalBench.StartAsync();
        (bench.Stub.Script.NoRanking, bench.Stub.Script.NotReady, bench.Stub.Script.NoSessions) = (true, true, 405);

        var status = await TryAsync(bench);

        Assert.True(status.IsReachable);
        Assert.Equal("health no, models yes, binary_classification yes, temporal_link_prediction no, sessions no", Checks(status));
        Assert.EndsWith("Where it is refused, candidates are asked about one by one.", Detail(status, "temporal_link_prediction"), StringComparison.Ordinal);
        Assert.Contains("has none", Detail(status, "sessions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingToAskWith_IsSaid_AndNothingIsAsked()
    {
        await using var bench = await RelationalBench.StartAsync();
        var world = World.MadeUp(1);
        world.Orders.Clear();

        var status = await TryAsync(bench, world.Read());

        Assert.False(status.IsReachable);
        Assert.Equal("health yes, models yes, binary_classification -, temporal_link_prediction -, sessions -", Checks(status));
        Assert.Equal((0, 0, 0), bench.Counts);
    }

    [Fact]
    public async Task Status_WithinItsAge_IsTheLastOne_AfterItANewOne()
    {
        await using var bench = await RelationalBench.StartAsync();
        var first = await TryAsync(bench, age: Minute);
        var count = bench.Stub.Count;

        bench.Clock.Advance(Minute);
        Assert.Same(first, await TryAsync(bench, age: Minute));
        Assert.Equal(count, bench.Stub.Count);

        bench.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.NotSame(first, await TryAsync(bench, age: Minute));
        // The sessions of the first try serve the second.
        Assert.Equal((2, 4, 0), bench.Counts);
    }

    [Fact]
    public async Task TwoAtOnce_TryOnce()
    {
        await using var bench = await RelationalBench.StartAsync();

        var both = await Task.WhenAll(TryAsync(bench, age: Minute), TryAsync(bench, age: Minute));

        Assert.Same(both[0], both[1]);
    }

    [Fact]
    public async Task AnotherDataset_AtTheSameTime_HasSessionsOfItsOwn()
    {
        await using var bench = await RelationalBench.StartAsync();
        await TryAsync(bench);
        bench.Clock.Advance(Minute);

        var status = await TryAsync(bench, RelationalBench.Recommending);

        Assert.True(status.IsReachable);
        Assert.Equal((4, 4, 0), bench.Counts);
    }

    [Fact]
    public async Task Cancelled_IsNoStatus_AndTheNextTryIsFree()
    {
        await using var bench = await RelationalBench.StartAsync();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Stub.Script.Next(StubTurn.Held(go.Task));
        using var leaving = new CancellationTokenSource();
        var trying = bench.Client.Probe.StatusAsync(RelationalBench.Messaging, RelationalBench.AsOf, default, leaving.Token);
        await bench.Stub.WhenReceivedAsync(1);

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trying);

        Assert.Null(bench.Client.Probe.Last);
        Assert.True((await TryAsync(bench)).IsReachable);
        go.SetResult();
    }
}
