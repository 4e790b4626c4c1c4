using Microsoft.Extensions.Logging.Abstractions;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Rank;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Data;

public sealed class ModelDeskTests : IDisposable
{
    private static readonly Dataset Dataset = World.MadeUp(1).Read();

    private readonly ManualClock _clock = new();
    private readonly ModelDesk _desk;

    public ModelDeskTests() => _desk = new ModelDesk(
        Microsoft.Extensions.Options.Options.Create(new KumoOptions { HorizonDays = 20, TrainAnchors = 4 }), new RankKumoClient(), _clock, NullLogger<ModelDesk>.Instance);

    public void Dispose() => _desk.Dispose();

    private static UserColumn Column(UserTable users, string name) => users.Columns.Single(column => column.Name == name);

    [Fact]
    public async Task Begin_Dataset_IsFittedInTheBackground()
    {
        _desk.Begin(Dataset);
        await Eventually.TrueAsync(() => _desk.ModelOf(Dataset) is not null, "a model");

        var model = _desk.ModelOf(Dataset)!;
        Assert.Equal((Sample.Now, true), (model.AsOf, model.HasEngagement));
        Assert.Same(Dataset, model.Dataset);
    }

    [Fact]
    public async Task Begin_Twice_FitsOnce()
    {
        var begun = 0;
        _desk.Changed += () => Interlocked.Add(ref begun, _desk.State is { Reason: null, Progress.Share: 0 } ? 1 : 0);

        _desk.Begin(Dataset);
        _desk.Begin(Dataset with { Name = "Renamed" });
        await Eventually.TrueAsync(() => _desk.ModelOf(Dataset) is not null && _desk.State is null, "a model");
        // Fits come one after the other: this one waits for whatever was begun before.
        _desk.Publish(await _desk.FitAsync(World.MadeUp(2, users: 5).Read()));

        Assert.Equal(2, begun);
    }

    [Fact]
    public async Task ModelOfAsync_WhileTheFirstIsFitted_WaitsForIt()
    {
        var go = new ManualResetEventSlim();
        _desk.Changed += () => go.Wait();
        _desk.Begin(Dataset);

        var model = _desk.ModelOfAsync(Dataset, default).AsTask();
        var renamed = _desk.ModelOfAsync(Dataset with { Name = "Renamed" }, default).AsTask();

        Assert.True(_desk.IsFirstUnderWay(Dataset));
        Assert.False(model.IsCompleted || renamed.IsCompleted);
        Assert.False(_desk.IsFirstUnderWay(Sample.FourUsers()));
        using var leaving = new CancellationTokenSource();
        var left = _desk.ModelOfAsync(Dataset, leaving.Token).AsTask();
        leaving.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        go.Set();
        Assert.NotNull(await model);
        Assert.Same(await model, await renamed);
        Assert.Same(await model, _desk.ModelOf(Dataset));
        Assert.False(_desk.IsFirstUnderWay(Dataset));
    }

    [Fact]
    public async Task ModelOfAsync_FirstCannotBeFitted_WaitsNoLonger()
    {
        // No moment lies so late.
        var late = World.MadeUp(2).Read() with { FixedToday = new DateOnly(2100, 1, 1) };
        _desk.Begin(late);

        Assert.Null(await _desk.ModelOfAsync(late, default));
        Assert.False(_desk.IsFirstUnderWay(late));
    }

    [Fact]
    public async Task ModelOfAsync_NoneOnItsWay_IsNoneAtOnce()
    {
        var users = Sample.FourUsers();
        _desk.Begin(users);

        Assert.True(_desk.ModelOfAsync(Dataset, default).AsTask().IsCompleted);
        Assert.Null(await _desk.ModelOfAsync(Dataset, default));
        Assert.Null(await _desk.ModelOfAsync(users, default));
    }

    [Fact]
    public async Task ModelOfAsync_NextDay_IsTheEarlierOneAtOnce()
    {
        _desk.Publish(await _desk.FitAsync(Dataset));
        var go = new ManualResetEventSlim();
        _desk.Changed += () => go.Wait();
        _clock.Advance(TimeSpan.FromDays(1));

        var model = _desk.ModelOfAsync(Dataset, default).AsTask();

        Assert.True(model.IsCompleted);
        Assert.NotNull(await model);
        Assert.False(_desk.IsFirstUnderWay(Dataset));
        go.Set();
    }

    [Fact]
    public async Task FitAsync_Progress_IsSaidAndEnds()
    {
        var told = new List<FitState?>();
        _desk.Changed += () => told.Add(_desk.State);

        _desk.Publish(await _desk.FitAsync(Dataset));

        Assert.Null(told[^1]);
        Assert.Null(_desk.State);
        Assert.All(told[..^1], state => Assert.Equal((Dataset.Name, null), (state!.Name, state.Reason)));
        Assert.Equal(told[..^1].OrderBy(state => state!.Progress.Share), told[..^1]);
        Assert.Equal("scoring all users", told[^2]!.Progress.Step);
    }

    [Fact]
    public async Task ModelOf_OtherData_IsNone()
    {
        _desk.Publish(await _desk.FitAsync(Dataset));

        Assert.Null(_desk.ModelOf(World.MadeUp(1).Read()));
        Assert.Null(_desk.ModelOf(Sample.FourUsers()));
        Assert.NotNull(_desk.ModelOf(Dataset with { Name = "Renamed" }));
    }

    [Fact]
    public async Task UsersOf_ModelOfOtherData_AreTheDatasetsOwn()
    {
        var other = World.MadeUp(2, users: 20).Read();
        _desk.Publish(await _desk.FitAsync(Dataset));

        _desk.Publish(await _desk.FitAsync(other));

        Assert.Same(Dataset.Users, _desk.UsersOf(Dataset, PredictionBackend.Local));
        Assert.Equal(20, _desk.UsersOf(other, PredictionBackend.Local).Count);
        Assert.NotSame(other.Users, _desk.UsersOf(other, PredictionBackend.Local));
    }

    [Fact]
    public async Task ModelOf_NextDay_GoesOnUntilTheNextOneIsReady()
    {
        _desk.Publish(await _desk.FitAsync(Dataset));
        var first = _desk.ModelOf(Dataset)!;
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Same(first, _desk.ModelOf(Dataset));
        await Eventually.TrueAsync(() => _desk.ModelOf(Dataset) != first, "the next day's model");

        Assert.Equal(Sample.Now.AddDays(1), _desk.ModelOf(Dataset)!.AsOf);
        Assert.NotEqual(first.Version, _desk.ModelOf(Dataset)!.Version);
    }

    [Fact]
    public async Task ModelOf_NextDayWhileAnotherDatasetComes_BeginsNoOther()
    {
        var (leaving, coming) = (Dataset with { Name = "Leaving" }, World.MadeUp(2).Read() with { Name = "Coming" });
        var begun = new List<string>();
        _desk.Changed += () =>
        {
            if (_desk.State is not { Progress.Share: 0 } state)
                return;
            begun.Add(state.Name);
            // The pages look at the data in use meanwhile.
            _desk.ModelOf(leaving);
        };
        _desk.Publish(await _desk.FitAsync(leaving));
        _clock.Advance(TimeSpan.FromDays(1));

        _desk.Publish(await _desk.FitAsync(coming));
        // Fits come one after the other: this one waits for whatever was begun before.
        _desk.Publish(await _desk.FitAsync(coming));

        Assert.Equal(["Leaving", "Coming", "Coming"], begun);
        Assert.NotNull(_desk.ModelOf(coming));
    }

    [Fact]
    public async Task ModelOf_FixedDay_StaysForGood()
    {
        var dataset = Dataset with { FixedToday = new DateOnly(2025, 7, 20) };
        _desk.Publish(await _desk.FitAsync(dataset));
        var model = _desk.ModelOf(dataset)!;

        _clock.Advance(TimeSpan.FromDays(40));

        Assert.Same(model, _desk.ModelOf(dataset));
        Assert.Null(_desk.State);
        Assert.Equal(new DateTimeOffset(2025, 7, 20, 0, 0, 0, TimeSpan.Zero), model.AsOf);
    }

    [Fact]
    public async Task FitAsync_NoOrders_IsReadyAtOnceWithoutAModel()
    {
        var said = 0;
        _desk.Changed += () => said++;

        await _desk.FitAsync(Sample.FourUsers());

        Assert.Equal((0, null), (said, _desk.State));
    }

    [Fact]
    public async Task Dispose_DuringAFit_IsSilent()
    {
        _desk.Changed += _desk.Dispose;

        _desk.Publish(await _desk.FitAsync(Dataset));

        Assert.Null(_desk.ModelOf(Dataset));
        Assert.Null(_desk.State?.Reason);
        _desk.Publish(await _desk.FitAsync(Dataset));
        Assert.Null(_desk.ModelOf(Dataset));
    }

    [Fact]
    public async Task FitAsync_Fails_SaysSoAndKeepsTheEarlierModel()
    {
        _desk.Publish(await _desk.FitAsync(Dataset));
        // No moment lies so late.
        var late = World.MadeUp(2).Read() with { Name = "Late", FixedToday = new DateOnly(2100, 1, 1) };

        _desk.Publish(await _desk.FitAsync(late));

        Assert.Equal(("Late", "The model could not be fitted, so users are ranked. The log says more."), (_desk.State!.Name, _desk.State.Reason));
        Assert.Null(_desk.ModelOf(late));
        Assert.NotNull(_desk.ModelOf(Dataset));
        _desk.Publish(await _desk.FitAsync(Dataset));
        Assert.Null(_desk.State);
    }

    [Fact]
    public async Task UsersOf_Local_HaveScoreAndActionToSortAndFilterBy()
    {
        Assert.Same(Dataset.Users, _desk.UsersOf(Dataset, PredictionBackend.Local));
        _desk.Publish(await _desk.FitAsync(Dataset));

        var users = _desk.UsersOf(Dataset, PredictionBackend.Local);

        var (score, action) = (Column(users, "engagement_score"), Column(users, "best_action"));
        Assert.True(score.IsPredicted && action.IsPredicted);
        Assert.Equal([.. Dataset.Users.Columns, score, action], users.Columns);
        var table = _desk.ModelOf(Dataset)!.ScoreAll(Sample.Now, default);
        var sorted = users.Query(new UserQuery { SortBy = score, Descending = true }, Sample.Today);
        Assert.Equal(Enumerable.Range(0, 60).OrderByDescending(row => table.Scores[row]).Select(users.IdOf), Enumerable.Range(0, sorted.Count).Select(place => sorted[place].UserId));
        Assert.Equal(table.CountOf(AgentAction.SendMessage), users.Query(new UserQuery().WithCategory(action, "send_message"), Sample.Today).Count);
        Assert.Equal(table.Scores.ToArray().Count(value => value >= 0.5), users.Query(new UserQuery().WithRange(score, 0.5m, null), Sample.Today).Count);
    }

    [Fact]
    public async Task UsersOf_ColumnOfThatNameInTheFile_KeepsBoth()
    {
        var world = World.MadeUp(1);
        world.UserHeader = world.UserHeader.Replace("balance", "engagement_score", StringComparison.Ordinal);
        var dataset = world.Read();
        _desk.Publish(await _desk.FitAsync(dataset));

        var users = _desk.UsersOf(dataset, PredictionBackend.Local);

        Assert.Equal([false, true], ((string[])["engagement_score", "engagement_score_predicted"]).Select(name => Column(users, name).IsPredicted));
        Assert.Equal(dataset.Users.ValueOf(3, Column(dataset.Users, "engagement_score")), users.ValueOf(3, Column(users, "engagement_score")));
        Assert.InRange((double)users.ValueOf(3, Column(users, "engagement_score_predicted"))!, 0, 1);
    }

    [Fact]
    public void UsersOf_Rank_AreRankedOnceADay()
    {
        var dataset = Sample.FourUsers();

        var users = _desk.UsersOf(dataset, PredictionBackend.Rank);

        Assert.Equal((double)(float)new RankKumoClient().RanksOf(dataset, Sample.Now).Of(2).Value, users.ValueOf(2, Column(users, "engagement_score")));
        Assert.Same(users, _desk.UsersOf(dataset with { Name = "Renamed" }, PredictionBackend.Rank));
        Assert.Same(dataset.Users, _desk.UsersOf(dataset, PredictionBackend.Mock));
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.NotSame(users, _desk.UsersOf(dataset, PredictionBackend.Rank));
    }
}
