using Polly;
using Polly.CircuitBreaker;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Leaves a server alone after a number of failures in a row; after a pause one request tries it, and what becomes of it decides. Thread-safe.</summary>
/// <remarks>Polly's own breaker goes by the share of failures in a window of time. Our requests are few and slow: a good one a minute ago would keep it closed through any number of bad ones.</remarks>
/// <param name="limit">Failures in a row.</param>
/// <param name="pause">How long the server is left alone.</param>
/// <param name="time">The clock.</param>
internal sealed class CircuitStrategy(int limit, TimeSpan pause, TimeProvider time) : ResilienceStrategy<Attempt>
{
    private readonly Lock _lock = new();
    private int _failures; // Not reset when the circuit opens: a try that fails opens it again at once.
    private DateTimeOffset? _openUntil;
    private bool _isTrying;

    protected override async ValueTask<Outcome<Attempt>> ExecuteCore<TState>(Func<ResilienceContext, TState, ValueTask<Outcome<Attempt>>> callback, ResilienceContext context, TState state)
    {
        bool isTrial;
        lock (_lock)
        {
            var left = _openUntil - time.GetUtcNow();
            if (left > TimeSpan.Zero || _isTrying)
                return Outcome.FromException<Attempt>(new BrokenCircuitException("The circuit is open.", left > TimeSpan.Zero ? left.Value : TimeSpan.Zero));
            isTrial = _isTrying = _openUntil is not null;
        }

        var health = ServerHealth.Unknown;
        try
        {
            var outcome = await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext);
            health = outcome.Result?.Health ?? ServerHealth.Unknown;
            return outcome;
        }
        finally
        {
            Learn(health, isTrial);
        }
    }

    private void Learn(ServerHealth health, bool isTrial)
    {
        lock (_lock)
        {
            if (isTrial)
                _isTrying = false;
            else if (_openUntil is not null)
                return; // Began before the circuit opened: old news.

            if (health == ServerHealth.Alive)
            {
                _failures = 0;
                _openUntil = null;
            }
            else if (health == ServerHealth.Down && ++_failures >= limit)
            {
                _openUntil = time.GetUtcNow() + pause;
            }
        }
    }
}
