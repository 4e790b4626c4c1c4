using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Moq;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Rank;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Data;

/// <summary>When predictions are tried, and what becomes of it.</summary>
public sealed class QualityDeskTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DataBench _bench = new();
    private readonly ConcurrentQueue<string> _tried = [];
    private readonly QualityDesk _desk;
    private Func<CancellationToken, QualityReport> _measure = _ => QualitySample.Report;

    public QualityDeskTests()
    {
        File.WriteAllText(Path.Combine(_bench.DemoPath, "orders.csv"), "user_id,date\n1,2025-06-01\n2,2025-08-01\n");
        _desk = new QualityDesk(
            _bench.Store, _bench.Models, 30,
            (model, token) =>
            {
                _tried.Enqueue(model.Version);
                return _measure(token);
            },
            NullLogger<QualityDesk>.Instance);
    }

    public void Dispose()
    {
        _desk.Dispose();
        _bench.Dispose();
    }

    private Task<QualityState> AskAsync(CancellationToken token = default) => _desk.AskAsync(Patience, TimeProvider.System, token);

    private async Task<QualityState.Ready> ReadyAsync() => Assert.IsType<QualityState.Ready>(await AskAsync());

    [Fact]
    public async Task NoOrders_NothingIsTried()
    {
        File.Delete(Path.Combine(_bench.DemoPath, "orders.csv"));
        Assert.Null(_bench.Store.Load());

        Assert.IsType<QualityState.NoOrders>(_desk.Ask());
        Assert.IsType<QualityState.NoOrders>(await AskAsync());
        Assert.Empty(_tried);
    }

    [Fact]
    public async Task NobodyAsks_NothingIsTried()
    {
        Assert.Null(_bench.Store.Load());
        _bench.Models.Publish(await _bench.Models.FitAsync(_bench.Store.Current));

        Assert.Empty(_tried);
    }

    [Fact]
    public async Task Asked_IsTriedOnceForEachModel_HoweverManyAsk()
    {
        Assert.Null(_bench.Store.Load());
        var changes = 0;
        _desk.Changed += () => Interlocked.Increment(ref changes);

        var states = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AskAsync())));

        Assert.Single(states.Distinct());
        var ready = Assert.IsType<QualityState.Ready>(states[0]);
        Assert.Same(QualitySample.Report, ready.Report);
        Assert.Equal((30, _bench.Store.Current.Version), (ready.HorizonDays, ready.Model.Dataset.Version));
        Assert.Equal([ready.Model.Version], _tried);
        Assert.Equal(1, changes);
        Assert.Same(ready, _desk.Ask());
    }

    [Fact]
    public async Task Fitting_UntilThereIsAModel_WithItsProgress()
    {
        var seen = new ConcurrentQueue<QualityState>();
        _bench.Models.Changed += () => seen.Enqueue(_desk.Ask());

        Assert.Null(_bench.Store.Load());

        await ReadyAsync();
        Assert.Contains(seen, state => state is QualityState.Fitting { Progress.Step: "learning who will order" });
    }

    [Fact]
    public async Task ModelCannotBeFitted_IsSaid_AndCanBeTriedAgain()
    {
        var options = new Mock<IOptions<KumoOptions>>();
        options.SetupSequence(o => o.Value).Throws(new InvalidOperationException("secret inside")).Returns(new KumoOptions());
        using var models = new ModelDesk(options.Object, new RankKumoClient(), _bench.Clock, NullLogger<ModelDesk>.Instance);
        using var desk = new QualityDesk(_bench.Store, models, 30, (_, _) => QualitySample.Report, NullLogger<QualityDesk>.Instance);
        Assert.Null(_bench.Store.Load());
        var failed = Assert.IsType<QualityState.Failed>(await desk.AskAsync(Patience, TimeProvider.System, default));
        Assert.StartsWith("The model could not be fitted", failed.Reason, StringComparison.Ordinal);

        desk.Retry();

        Assert.IsType<QualityState.Ready>(await desk.AskAsync(Patience, TimeProvider.System, default));
    }

    [Fact]
    public async Task AnotherDataset_TheEarlierTrialIsGivenUp()
    {
        Assert.Null(_bench.Store.Load());
        var wasGivenUp = new TaskCompletionSource();
        _measure = token =>
        {
            token.WaitHandle.WaitOne();
            wasGivenUp.SetResult();
            throw new OperationCanceledException(token);
        };
        await Eventually.TrueAsync(() => _desk.Ask() is QualityState.UnderWay && !_tried.IsEmpty, "the trial");
        _measure = _ => QualitySample.Report;
        Assert.Null(await _bench.Store.SwitchAsync(await _bench.KeepAsync()));

        var ready = await ReadyAsync();

        await wasGivenUp.Task;
        Assert.Equal("My data", ready.Model.Dataset.Name);
        Assert.Equal(2, _tried.Count);
        Assert.Same(ready, _desk.Ask());
    }

    [Fact]
    public async Task AnotherDay_IsTriedAnew()
    {
        Assert.Null(_bench.Store.Load());
        Assert.Null(await _bench.Store.SwitchAsync(await _bench.KeepAsync()));
        var first = await ReadyAsync();
        _bench.Clock.Advance(TimeSpan.FromDays(1));

        await Eventually.TrueAsync(() => _desk.Ask() is QualityState.Ready ready && ready.Model.Version != first.Model.Version, "the next model's figures");

        Assert.Equal(2, _tried.Count);
    }

    [Fact]
    public async Task Failed_StaysSo_UntilItIsTriedAgain()
    {
        Assert.Null(_bench.Store.Load());
        _measure = _ => throw new InvalidOperationException("secret inside");
        var failed = Assert.IsType<QualityState.Failed>(await AskAsync());
        Assert.DoesNotContain("secret", failed.Reason, StringComparison.Ordinal);
        Assert.Same(failed, await AskAsync());
        Assert.Single(_tried);
        _measure = _ => QualitySample.Report;

        _desk.Retry();

        await ReadyAsync();
        Assert.Equal(2, _tried.Count);
    }

    [Fact]
    public async Task Retry_WhatIsReady_Stays()
    {
        Assert.Null(_bench.Store.Load());
        var ready = await ReadyAsync();

        _desk.Retry();

        Assert.Same(ready, _desk.Ask());
        Assert.Single(_tried);
    }

    [Fact]
    public async Task AskAsync_PatienceEnds_SaysHowFarItIs()
    {
        Assert.Null(_bench.Store.Load());
        _bench.Models.Publish(await _bench.Models.FitAsync(_bench.Store.Current));
        _measure = token =>
        {
            token.WaitHandle.WaitOne();
            throw new OperationCanceledException(token);
        };
        var asked = _desk.AskAsync(Patience, _bench.Clock, default);
        Assert.False(asked.IsCompleted);

        _bench.Clock.Advance(Patience);

        Assert.IsType<QualityState.UnderWay>(await asked);
    }

    [Fact]
    public async Task AskAsync_WhoAskedIsGone_TheTrialGoesOn()
    {
        Assert.Null(_bench.Store.Load());
        _bench.Models.Publish(await _bench.Models.FitAsync(_bench.Store.Current));
        var report = new TaskCompletionSource<QualityReport>();
        _measure = _ => report.Task.GetAwaiter().GetResult();
        using var gone = new CancellationTokenSource();
        var asked = AskAsync(gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);

        report.SetResult(QualitySample.Report);

        await ReadyAsync();
        Assert.Single(_tried);
    }

    [Fact]
    public async Task Dispose_GivesUp_AndBeginsNothingMore()
    {
        Assert.Null(_bench.Store.Load());
        _bench.Models.Publish(await _bench.Models.FitAsync(_bench.Store.Current));
        var wasGivenUp = new TaskCompletionSource();
        _measure = token =>
        {
            token.WaitHandle.WaitOne();
            wasGivenUp.SetResult();
            throw new OperationCanceledException(token);
        };
        Assert.IsType<QualityState.UnderWay>(_desk.Ask());
        await Eventually.TrueAsync(() => !_tried.IsEmpty, "the trial");

        _desk.Dispose();

        await wasGivenUp.Task;
        Assert.IsType<QualityState.UnderWay>(_desk.Ask());
        Assert.Single(_tried);
    }
}
