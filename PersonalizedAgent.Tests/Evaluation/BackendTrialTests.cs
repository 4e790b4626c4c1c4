using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Kumo.Relational;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Evaluation;

/// <summary>The same users through all backends: the three in the process, and the service by way of a stub.</summary>
public sealed class BackendTrialTests
{
    private static readonly KumoOptions Options = new() { Mock = { Seed = 7 } };
    private static readonly World Made = World.MadeUp(3, users: 120);
    private static readonly LocalModel Model = LocalModelFitter.Fit(Made.Read(), World.AsOf(World.Start.AddDays(190)), Options);

    private static async Task<BackendComparison> RunAsync(RelationalBench? bench = null, LocalModel? model = null) =>
        (await new BackendTrial(Options, new PolicySwitch(PolicyKind.Threshold, new AgentOptions(), () => new ThresholdPolicy()), new ManualClock()).RunAsync(model ?? Model, bench?.Client, default))!;

    [Fact]
    public async Task WithoutAService_TheThreeBackendsOfTheProcess()
    {
        var comparison = await RunAsync();

        var anchor = World.Start.AddDays(160);
        int[] eligible = [.. Made.Orders.Where(line => line.At <= anchor).Select(line => line.User).Distinct()];
        int[] ordered = [.. Made.Orders.Where(line => line.At > anchor && line.At <= anchor.AddDays(30)).Select(line => line.User).Distinct()];
        Assert.Equal((anchor, 30, eligible.Length), (comparison.Anchor, comparison.HorizonDays, comparison.Users.Count));
        Assert.Equal((double)eligible.Intersect(ordered).Count() / eligible.Length, comparison.BaseRate, 1e-9);
        Assert.Equal([PredictionBackend.Mock, PredictionBackend.Rank, PredictionBackend.Local], comparison.Backends.Select(backend => backend.Backend));
        Assert.All(comparison.Backends, backend => Assert.Equal((null, 0, comparison.Users.Count), (backend.Problem, backend.Requests, backend.Actions.Count)));
        var (mock, rank, local) = (comparison.Backends[0], comparison.Backends[1], comparison.Backends[2]);
        Assert.Equal((null, null), (mock.CalibrationError, rank.CalibrationError));
        Assert.InRange(local.CalibrationError!.Value, 0, 0.25);
        // Lots know nothing; users of two sorts are told apart by their past.
        Assert.InRange(mock.Auc!.Value.Value, 0.3, 0.7);
        Assert.True(local.Auc!.Value.Value > 0.75 && rank.Auc!.Value.Value > 0.75);
    }

    [Fact]
    public async Task WithTheService_ItIsAskedAsOfTheSameTime()
    {
        await using var bench = await RelationalBench.StartAsync();

        var comparison = await RunAsync(bench);

        var kumo = comparison.Backends[^1];
        Assert.Equal((PredictionBackend.Kumo, "kumo-relational-stub", null, comparison.Users.Count), (kumo.Backend, kumo.Model, kumo.Problem, kumo.Actions.Count));
        Assert.Equal((bench.Stub.Count, 4), (comparison.Backends.Count == 4 ? kumo.Requests : -1, comparison.Backends.Count));
        Assert.True(kumo.Auc!.Value.Value > 0.7);
        Assert.NotNull(kumo.CalibrationError);

        // Asked again, all answers are known.
        Assert.Equal(0, (await RunAsync(bench)).Backends[^1].Requests);
    }

    [Fact]
    public async Task ServiceDown_IsAProblemOfItsOwn_TheOthersStand()
    {
        await using var bench = await RelationalBench.StartAsync();
        await bench.StopStubAsync();

        var comparison = await RunAsync(bench);

        var kumo = comparison.Backends[^1];
        Assert.Equal((PredictionBackend.Kumo, null, null), (kumo.Backend, kumo.Auc, kumo.CalibrationError));
        Assert.StartsWith("KUMO unavailable: ", kumo.Problem, StringComparison.Ordinal);
        Assert.Empty(kumo.Actions);
        Assert.Null(comparison.DifferingFromLocal(kumo));
        Assert.All(comparison.Backends.Take(3), backend => Assert.NotNull(backend.Auc));
    }

    [Fact]
    public async Task DifferingFromLocal_AreThoseOfOtherActions()
    {
        var comparison = await RunAsync();
        var local = comparison.Backends[2];
        Assert.Empty(comparison.DifferingFromLocal(local)!);

        AgentAction[] actions = [.. local.Actions];
        actions[1] = AgentActions.All.First(action => action != actions[1]);
        actions[^1] = AgentActions.All.First(action => action != actions[^1]);

        Assert.Equal([comparison.Users[1], comparison.Users[^1]], comparison.DifferingFromLocal(local with { Actions = actions }));
    }

    [Fact]
    public async Task NobodyToAskAbout_NothingToCompare()
    {
        var model = LocalModelFitter.Fit(Made.Read(), World.AsOf(World.Start.AddDays(10)), Options);

        Assert.Null(await RunAsync(model: model));
    }

    [Fact]
    public async Task MoreUsersThanTheMost_AnEvenSample()
    {
        var model = LocalModelFitter.Fit(World.MadeUp(4, users: 600).Read(), World.AsOf(World.Start.AddDays(190)), Options);

        var comparison = await RunAsync(model: model);

        Assert.Equal(BackendTrial.MostUsers, comparison.Users.Distinct().Count());
    }
}
