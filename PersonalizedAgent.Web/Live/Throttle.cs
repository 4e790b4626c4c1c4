namespace PersonalizedAgent.Web.Live;

/// <summary>
/// Turns a burst of signals into calls that are at least an interval apart. The first signal calls at once; a signal during the
/// wait or during a call leads to one more call. Signals may come from any thread; calls never overlap.
/// </summary>
internal sealed class Throttle(TimeProvider clock, TimeSpan interval, Func<Task> call) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposed = new();
    private bool _isRunning;
    private bool _isSignalled;

    /// <summary>Says that there is something new. Returns at once.</summary>
    public void Signal()
    {
        lock (_lock)
        {
            _isSignalled = true;
            if (_isRunning || _disposed.IsCancellationRequested)
                return;
            _isRunning = true;
        }

        _ = RunAsync();
    }

    /// <summary>No call begins after this.</summary>
    public void Dispose() => _disposed.Cancel();

    private async Task RunAsync()
    {
        // Leave the thread of whoever signalled: it has an answer to give.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (TakeSignal())
        {
            await call();
            await Task.Delay(interval, clock, _disposed.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool TakeSignal()
    {
        lock (_lock)
        {
            _isRunning = _isSignalled && !_disposed.IsCancellationRequested;
            _isSignalled = false;
            return _isRunning;
        }
    }
}
