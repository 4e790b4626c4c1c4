using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Rank;

namespace PersonalizedAgent.Web.Data;

/// <summary>
/// Fits the local model in the background and holds the newest one, with the scores of all users. Predictions go on with the earlier model until the next
/// one is ready: when the day has changed, and when another dataset is taken, which comes into use together with its model. Safe to use from many threads.
/// </summary>
internal sealed partial class ModelDesk(IOptions<KumoOptions> options, RankKumoClient rank, TimeProvider clock, ILogger<ModelDesk> logger) : IDisposable
{
    private readonly SemaphoreSlim _fitting = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private volatile FittedModel? _newest;
    private volatile FitState? _state;
    private volatile RankedUsers? _ranked;
    private (UserTable Users, DateOnly Today)? _asked;
    private (UserTable Users, Task Fitting)? _begun;

    /// <summary>Raised when a model is ready and when one has come further. Handlers return at once.</summary>
    public event Action? Changed;

    /// <summary>Called before a dataset's first model answers, and for a dataset that can have none: what else is learned from the data is learned then.</summary>
    public Func<Dataset, LocalModel?, Task>? Fitted { get; set; }

    /// <summary>The model being fitted, or why the last one could not be; <see langword="null"/> where all is ready.</summary>
    public FitState? State => _state;

    /// <summary>The newest model of a dataset; <see langword="null"/> as long as there is none. Where its day is over the next one is begun.</summary>
    public LocalModel? ModelOf(Dataset dataset) => NewestOf(dataset)?.Model;

    /// <summary>The newest model of a dataset, waited for while the first one is being fitted: who asks early gets the same answer as who asks late.</summary>
    /// <returns><see langword="null"/> where there is none and none is on its way.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async ValueTask<LocalModel?> ModelOfAsync(Dataset dataset, CancellationToken cancellationToken)
    {
        if (FirstOf(dataset) is { } fitting)
            await fitting.WaitAsync(cancellationToken);
        return ModelOf(dataset);
    }

    /// <summary>Whether a dataset has no model yet, but one is being fitted.</summary>
    public bool IsFirstUnderWay(Dataset dataset) => FirstOf(dataset) is { IsCompleted: false };

    /// <summary>A dataset's users with what the backend in force says of all of them; as they are where it says nothing before it is asked.</summary>
    public UserTable UsersOf(Dataset dataset, PredictionBackend backend) => backend switch
    {
        PredictionBackend.Local => NewestOf(dataset)?.Users ?? dataset.Users,
        PredictionBackend.Rank => Ranked(dataset),
        _ => dataset.Users,
    };

    /// <summary>Begins to fit a model in the background, unless that was begun for this day.</summary>
    public void Begin(Dataset dataset)
    {
        lock (_lock)
        {
            var wanted = (dataset.Users, dataset.Today(clock));
            if (_asked == wanted)
                return;
            _asked = wanted;
            _begun = (dataset.Users, Task.Run(async () => Publish(await FitAsync(dataset))));
        }
    }

    /// <summary>Answers by a model from now on.</summary>
    /// <param name="fitted">What came of <see cref="FitAsync"/>.</param>
    public void Publish(FittedModel? fitted)
    {
        if (fitted is null)
            return;
        _newest = fitted;
        Say(null);
    }

    /// <summary>Lets go of what belongs to other data than that in use: a dataset can be large.</summary>
    public void KeepOnly(Dataset dataset)
    {
        if (_newest is { } newest && !ReferenceEquals(newest.Model.Dataset.Users, dataset.Users))
            _newest = null;
        if (_ranked is { } ranked && !ReferenceEquals(ranked.Users, dataset.Users))
            _ranked = null;
    }

    /// <summary>Fits a model of a dataset and scores its users. What goes wrong is logged and said on the pages.</summary>
    /// <returns>The model, to be published when its data is in use; <see langword="null"/> where there is none.</returns>
    public async Task<FittedModel?> FitAsync(Dataset dataset)
    {
        // What orders cannot tell nobody can learn: such a dataset is ready at once.
        if (dataset.Orders.Count == 0)
        {
            if (_state is not null)
                Say(null);
            await TellAsync(dataset, null);
            return null;
        }

        lock (_lock)
            _asked = (dataset.Users, dataset.Today(clock));
        try
        {
            await _fitting.WaitAsync(_closing.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }

        try
        {
            var fitted = await Task.Run(() => Fit(dataset));
            if (NewestOf(dataset) is null)
                await TellAsync(dataset, fitted.Model);
            return fitted;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The program ends: nobody waits for this model.
        }
        catch (Exception e)
        {
            LogFailed(e);
            Say(new FitState(dataset.Name, default, _newest is { } newest && ReferenceEquals(newest.Model.Dataset.Users, dataset.Users)
                ? "The model could not be fitted anew, so the earlier one goes on. The log says more."
                : "The model could not be fitted, so users are ranked. The log says more."));
        }
        finally
        {
            _fitting.Release();
        }

        return null;
    }

    public void Dispose() => _closing.Cancel();

    private Task TellAsync(Dataset dataset, LocalModel? model) => Fitted?.Invoke(dataset, model) ?? Task.CompletedTask;

    private FittedModel Fit(Dataset dataset)
    {
        var started = clock.GetTimestamp();
        var (today, asOf) = (dataset.Today(clock), dataset.AsOf(clock));
        var model = LocalModelFitter.Fit(dataset, asOf, options.Value, new Progress(this, dataset.Name), _closing.Token);
        Say(new FitState(dataset.Name, new FitProgress(0.9, "scoring all users"), null));
        // Where nobody has a probability, the table has no scores.
        var users = model.HasEngagement ? model.ScoreAll(asOf, _closing.Token).AddTo(dataset.Users) : dataset.Users;
        var fitted = new FittedModel(model, today, users);
        LogFitted(model.Version, dataset.Name, dataset.Users.Count, clock.GetElapsedTime(started).TotalMilliseconds);
        return fitted;
    }

    private FittedModel? NewestOf(Dataset dataset)
    {
        if (_newest is not { } newest || !ReferenceEquals(newest.Model.Dataset.Users, dataset.Users))
            return null;
        if (newest.Today != dataset.Today(clock))
            BeginNextDay(dataset);
        return newest;
    }

    /// <summary>The fit that a dataset without a model waits for, if any was begun.</summary>
    private Task? FirstOf(Dataset dataset)
    {
        if (_newest is { } newest && ReferenceEquals(newest.Model.Dataset.Users, dataset.Users))
            return null;
        lock (_lock)
            return _begun is { } begun && ReferenceEquals(begun.Users, dataset.Users) ? begun.Fitting : null;
    }

    private void BeginNextDay(Dataset dataset)
    {
        lock (_lock)
        {
            // Another dataset is on its way, and its model must not be followed by one of the data that it replaces.
            if (_asked is { } asked && !ReferenceEquals(asked.Users, dataset.Users))
                return;
        }

        Begin(dataset);
    }

    private UserTable Ranked(Dataset dataset)
    {
        RankedUsers ranked;
        lock (_lock)
        {
            var today = dataset.Today(clock);
            if (_ranked is not { } known || !ReferenceEquals(known.Users, dataset.Users) || known.Today != today)
                _ranked = known = new RankedUsers(dataset.Users, today, new Lazy<UserTable>(() => rank.ScoreAll(dataset, dataset.AsOf(clock)).AddTo(dataset.Users)));
            ranked = known;
        }

        // Outside the lock: a million users take their time.
        return ranked.Ranked.Value;
    }

    private void Say(FitState? state)
    {
        _state = state;
        Changed?.Invoke();
    }

    [LoggerMessage(LogLevel.Information, "{Version}: model of {Name}, {Users} users scored, in {Milliseconds:0} ms")]
    private partial void LogFitted(string version, string name, int users, double milliseconds);

    [LoggerMessage(LogLevel.Error, "The local model could not be fitted")]
    private partial void LogFailed(Exception e);

    private sealed record RankedUsers(UserTable Users, DateOnly Today, Lazy<UserTable> Ranked);

    private sealed class Progress(ModelDesk desk, string name) : IProgress<FitProgress>
    {
        public void Report(FitProgress value) => desk.Say(new FitState(name, value, null));
    }
}

/// <summary>A model, ready to answer.</summary>
/// <param name="Model">The model.</param>
/// <param name="Today">The day it was fitted on.</param>
/// <param name="Users">The users with their scores.</param>
internal sealed record FittedModel(LocalModel Model, DateOnly Today, UserTable Users);

/// <summary>A model on its way.</summary>
/// <param name="Name">The dataset it learns from.</param>
/// <param name="Progress">How far it has come.</param>
/// <param name="Reason">What went wrong; <see langword="null"/> while it is on its way.</param>
internal sealed record FitState(string Name, FitProgress Progress, string? Reason);
