using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Web.Data;

/// <summary>Records the default reward of 0 for decisions of which nothing came in time, once a minute.</summary>
internal sealed partial class DefaultRewards(IDecisionLog log, AgentOptions options, TimeProvider clock, ILogger<DefaultRewards> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private long _done;

    /// <summary>Records those that are due.</summary>
    /// <returns>How many there were.</returns>
    internal async Task<int> RecordAsync(CancellationToken cancellationToken)
    {
        var (now, count) = (clock.GetUtcNow(), 0);
        await foreach (var kept in log.ReadAllAsync(_done, cancellationToken))
        {
            var decision = kept.Logged.Decision;
            // Decisions stand in the order of time, but for a clock that was set back: those wait for the ones before.
            if (decision.At + options.RewardWindow >= now)
                break;
            if (kept.Logged.Reward is null && await log.RewardAsync(decision.Id, new Reward(0, now, IsDefault: true), cancellationToken) == RewardOutcome.Recorded)
                count++;
            _done = kept.Logged.Sequence;
        }

        return count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                try
                {
                    if (await RecordAsync(stoppingToken) is > 0 and var count)
                        LogRecorded(count);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // The disk may be full: tried again in a minute.
                    LogFailed(e);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} decisions got the default reward: nothing came of them in time")]
    private partial void LogRecorded(int count);

    [LoggerMessage(LogLevel.Error, "Default rewards could not be recorded")]
    private partial void LogFailed(Exception e);
}
