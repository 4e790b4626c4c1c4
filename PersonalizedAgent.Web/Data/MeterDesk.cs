using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Relational;

namespace PersonalizedAgent.Web.Data;

/// <summary>Compares the backends on the same users, once for each model, and once more where the service is asked too. Safe to use from many threads.</summary>
internal sealed class MeterDesk(BackendTrial trial, RelationalKumoClient service) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private (string Version, bool WithService, Task<BackendComparison?> Running)? _newest;

    /// <summary>The comparison for a model.</summary>
    /// <param name="model">The model in use.</param>
    /// <param name="withService">Whether the service is asked too, which costs requests. Once it was, its answer is kept for the model.</param>
    /// <returns><see langword="null"/> where there are no users to ask about.</returns>
    /// <exception cref="OperationCanceledException">The program ends.</exception>
    public Task<BackendComparison?> CompareAsync(LocalModel model, bool withService)
    {
        lock (_lock)
        {
            if (_newest is { } newest && newest.Version == model.Version && (newest.WithService || !withService) && !HasFailed(newest.Running, withService))
                return newest.Running;
            // Nobody waits for the earlier one any more, and it may be spending requests.
            _stop.Cancel();
            _stop = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            var token = _stop.Token;
            _newest = newest = (model.Version, withService, Task.Run(() => trial.RunAsync(model, withService ? service : null, token)));
            return newest.Running;
        }
    }

    private static bool HasFailed(Task<BackendComparison?> running, bool withService) =>
        running.IsFaulted || running.IsCanceled || (withService && running is { IsCompletedSuccessfully: true, Result: { } comparison } && comparison.Backends.Any(backend => backend.Problem is not null));

    public void Dispose() => _closing.Cancel();
}
