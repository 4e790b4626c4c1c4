using System.Threading.Channels;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;

namespace PersonalizedAgent.Web.Data;

/// <summary>Lets the learner take up each reward as soon as it is in the log.</summary>
internal sealed partial class LearningLoop(IDecisionLog log, Learner learner, ILogger<LearningLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Holds at most one signal: any number of rewards in the meantime is one reason to look.
        var signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Signal() => signal.Writer.TryWrite(true);
        log.Rewarded += Signal;
        try
        {
            while (await signal.Reader.WaitToReadAsync(stoppingToken))
            {
                signal.Reader.TryRead(out _);
                try
                {
                    await learner.CatchUpAsync(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogFailed(e);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            log.Rewarded -= Signal;
        }
    }

    [LoggerMessage(LogLevel.Error, "A reward could not be learned from; the next one tries again")]
    private partial void LogFailed(Exception e);
}
