using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Sends requests with patience: time in all, retries, circuit, turn, daily limit, time of an attempt, in this order from outside in. Thread-safe.</summary>
internal sealed class Dispatcher : IDisposable
{
    private readonly RelationalOptions _options;
    private readonly Sender _sender;
    private readonly DailyQuota _quota;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turns;
    private readonly ResiliencePipeline<Attempt> _patient;
    private readonly ResiliencePipeline<Attempt> _brief;
    private readonly ResiliencePipeline<Attempt> _attempt;

    /// <param name="options">Timeouts, retries and limits.</param>
    /// <param name="sender">Sends a request once; disposed of with this.</param>
    /// <param name="quota">The daily limit.</param>
    /// <param name="time">The clock of timeouts, pauses and limits.</param>
    /// <param name="isReplay">Whether answers are recorded ones: nothing passes by itself, so nothing is tried again.</param>
    public Dispatcher(RelationalOptions options, Sender sender, DailyQuota quota, TimeProvider time, bool isReplay)
    {
        (_options, _sender, _quota, _time) = (options, sender, quota, time);
        _turns = new SemaphoreSlim(options.MaxConcurrent);
        _attempt = Limited(options.AttemptTimeoutSeconds).Build();
        _brief = Limited(options.ProbeTimeoutSeconds).Build();

        var patient = Limited(options.TotalTimeoutSeconds);
        if (options.Retries > 0 && !isReplay)
        {
            patient.AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = options.Retries,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryIn is not null),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryIn),
            });
        }

        if (options.BreakAfterFailures > 0 && !isReplay)
        {
            var circuit = new CircuitStrategy(options.BreakAfterFailures, TimeSpan.FromSeconds(options.BreakSeconds), time);
            patient.AddStrategy(_ => circuit);
        }

        _patient = patient.Build();
    }

    public void Dispose()
    {
        _sender.Dispose();
        _turns.Dispose();
    }

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<KumoReply> SendAsync(Call call, long answerLimit, CancellationToken cancellationToken)
    {
        var (began, start) = (_time.GetUtcNow(), _time.GetTimestamp());
        var seconds = call.IsBrief ? _options.ProbeTimeoutSeconds : _options.TotalTimeoutSeconds;
        var run = new Run(call, began.AddSeconds(seconds), answerLimit);
        try
        {
            var attempt = await (call.IsBrief ? _brief : _patient).ExecuteAsync(AttemptAsync, run, cancellationToken).ConfigureAwait(false);
            return attempt.Failure is { } failure ? new KumoReply.Failed(failure) : new KumoReply.Ok(attempt.Body, _time.GetElapsedTime(start), run.Attempts);
        }
        catch (TimeoutRejectedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new KumoReply.Failed(call.IsBrief ? Failures.ProbeTimedOut(seconds) : Failures.TotalTimedOut(seconds, run.LastFailure));
        }
        catch (BrokenCircuitException e)
        {
            return new KumoReply.Failed(run.LastFailure ?? Failures.CircuitOpen(_options.BreakAfterFailures, _time.GetUtcNow() + (e.RetryAfter ?? TimeSpan.Zero)));
        }
    }

    private async ValueTask<Attempt> AttemptAsync(Run run, CancellationToken cancellationToken)
    {
        var call = run.Call;
        if (call.TakesTurn)
            await _turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var today = default(DateOnly);
            if (call.IsCounted && !_quota.TryTake(out today))
                return Attempt.Failed(Failures.QuotaReached(_quota), ServerHealth.Unknown);

            run.Attempts++;
            var attempt = await SendOnceAsync(run, cancellationToken).ConfigureAwait(false);
            if (call.IsCounted && attempt.NeverConnected)
                _quota.GiveBack(today);
            run.LastFailure = attempt.Failure;
            return attempt with { RetryIn = RetryRules.Pause(call, attempt, run.Attempts, _time.GetUtcNow(), run.Deadline) };
        }
        finally
        {
            if (call.TakesTurn)
                _turns.Release();
        }
    }

    private async ValueTask<Attempt> SendOnceAsync(Run run, CancellationToken cancellationToken)
    {
        try
        {
            return await _attempt.ExecuteAsync(async (r, token) => await _sender.SendAsync(r.Call, r.AnswerLimit, token).ConfigureAwait(false), run, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException)
        {
            return Attempt.Failed(Failures.AttemptTimedOut(_options.AttemptTimeoutSeconds), ServerHealth.Down);
        }
    }

    private ResiliencePipelineBuilder<Attempt> Limited(int seconds) =>
        new ResiliencePipelineBuilder<Attempt> { TimeProvider = _time }.AddTimeout(TimeSpan.FromSeconds(seconds));
}
