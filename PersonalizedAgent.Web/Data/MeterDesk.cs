using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Relational;

namespace PersonalizedAgent.Web.Data;

/// <summary>Compares the backends on the same users, once for each model, and once more where the service is asked too. Safe to use from many threads.</summary>
internal sealed class MeterDesk(BackendTrial trial, RelationalKumoClient service) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private (string Version, bool WithService, Task<BackendComparison?> Running)? _newest;

    /// <summary>The comparison for a model.</summary>
    /// <param name="model">The model in use.</param>
    /// <param name="withService">Whether the service is asked too, which costs requests. Once it answered, its answer is kept for the model.</param>
    /// <returns><see langword="null"/> where there are no users to ask about.</returns>
    /// <exception cref="OperationCanceledException">The program ends.</exception>
    public Task<BackendComparison?> CompareAsync(LocalModel model, bool withService)
    {
        lock (_lock)
        {
            if (_newest is not { } newest || newest.Version != model.Version || (withService && !(newest.WithService && HasAnswer(newest.Running))) || newest.Running.IsFaulted)
                _newest = newest = (model.Version, withService, Task.Run(() => trial.RunAsync(model, withService ? service : null, _closing.Token)));
            return newest.Running;
        }
    }

    public void Dispose() => _closing.Cancel();

    /// <summary>Whether all backends answered, or may still do so.</summary>
    private static bool HasAnswer(Task<BackendComparison?> running) =>
        !running.IsCompletedSuccessfully || running.Result is not { } comparison || comparison.Backends.All(backend => backend.Backend != PredictionBackend.Kumo || backend.Problem is null);
}
