using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Data;

/// <summary>
/// Tries the predictions on the dataset in use, in the background: once for each version of its model, when somebody first asks. Holds what came of the
/// newest; a trial of an earlier model is given up. Safe to use from many threads.
/// </summary>
/// <param name="datasets">Knows the dataset in use.</param>
/// <param name="models">Fits its model.</param>
/// <param name="horizonDays">The horizon that is tried, in days.</param>
/// <param name="measure">Tries a model.</param>
/// <param name="logger">Told how long it took, and what went wrong.</param>
internal sealed partial class QualityDesk(DatasetStore datasets, ModelDesk models, int horizonDays, Func<LocalModel, CancellationToken, QualityReport> measure, ILogger<QualityDesk> logger) : IDisposable
{
    private readonly Lock _lock = new();
    private Trial? _newest;
    private bool _isClosed;

    /// <summary>1 while a model that could not be fitted is fitted again: what went wrong before counts no more.</summary>
    private volatile int _refitting;

    /// <summary>Raised when a trial has begun anew or ended. Handlers return at once. That a model or a dataset has changed is said by those who hold them.</summary>
    public event Action? Changed;

    /// <summary>How far the trial on the dataset in use has come. The first to ask begins it.</summary>
    public QualityState Ask()
    {
        var dataset = datasets.Current;
        if (dataset.Orders.Count == 0)
            return new QualityState.NoOrders();
        if (models.ModelOf(dataset) is { } model)
            return TrialOf(model).State;
        if (models.State is { Reason: { } reason } && _refitting == 0)
            return new QualityState.Failed(reason);
        models.Begin(dataset);
        return new QualityState.Fitting(models.State is { Reason: null } state ? state.Progress : null);
    }

    /// <summary>What came of the trial on the dataset in use; after a time how far it has come by then.</summary>
    /// <param name="patience">How long to wait at most.</param>
    /// <param name="clock">Measures that time.</param>
    /// <param name="cancellationToken">Gives up waiting; the trial goes on.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<QualityState> AskAsync(TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        // Never disposed of: somebody may just be about to signal. It holds nothing that would need it.
        var news = new SemaphoreSlim(0);
        void Signal() => news.Release();
        Changed += Signal;
        models.Changed += Signal;
        datasets.Changed += Signal;
        try
        {
            while (true)
            {
                var state = Ask();
                if (state.IsSettled)
                    return state;
                try
                {
                    await news.WaitAsync(end.Token);
                }
                catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
                {
                    return Ask();
                }
            }
        }
        finally
        {
            Changed -= Signal;
            models.Changed -= Signal;
            datasets.Changed -= Signal;
        }
    }

    /// <summary>Begins anew what went wrong, be it the trial or the model.</summary>
    public void Retry()
    {
        lock (_lock)
        {
            if (_newest is { State: QualityState.Failed })
                _newest = null;
        }

        var dataset = datasets.Current;
        if (models.ModelOf(dataset) is null && models.State is { Reason: not null } && Interlocked.Exchange(ref _refitting, 1) == 0)
            _ = RefitAsync(dataset);
        Changed?.Invoke();
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            _newest?.Stop.Cancel();
        }
    }

    private async Task RefitAsync(Dataset dataset)
    {
        try
        {
            models.Publish(await models.FitAsync(dataset));
        }
        finally
        {
            _refitting = 0;
        }

        Changed?.Invoke();
    }

    private Trial TrialOf(LocalModel model)
    {
        lock (_lock)
        {
            if (_newest is { } newest && newest.Version == model.Version)
                return newest;
            _newest?.Stop.Cancel();
            var trial = _newest = new Trial(model.Version);
            if (!_isClosed)
                _ = Task.Run(() => Run(trial, model));
            return trial;
        }
    }

    private void Run(Trial trial, LocalModel model)
    {
        try
        {
            trial.State = new QualityState.Ready(measure(model, trial.Stop.Token), model, horizonDays);
            LogTried(model.Version, model.Dataset.Name);
        }
        catch (OperationCanceledException) when (trial.Stop.IsCancellationRequested)
        {
            // Another model is there, or the program ends: nobody waits for this one.
            return;
        }
        catch (Exception e)
        {
            LogFailed(e);
            trial.State = new QualityState.Failed("The predictions could not be tried. The log says why.");
        }

        Changed?.Invoke();
    }

    [LoggerMessage(LogLevel.Information, "{Version}: predictions on {Name} were tried on its last horizon")]
    private partial void LogTried(string version, string name);

    [LoggerMessage(LogLevel.Error, "The predictions could not be tried")]
    private partial void LogFailed(Exception e);

    /// <summary>One trial. Its state is written once, by the thread that runs it.</summary>
    private sealed class Trial(string version)
    {
        private volatile QualityState _state = new QualityState.UnderWay();

        public string Version => version;

        /// <summary>Has no timer and is linked to nothing, so it need not be disposed of.</summary>
        public CancellationTokenSource Stop { get; } = new();

        public QualityState State
        {
            get => _state;
            set => _state = value;
        }
    }
}
