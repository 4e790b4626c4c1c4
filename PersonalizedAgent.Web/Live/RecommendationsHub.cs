using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Web.Live;

/// <summary>
/// Tells other programs of every recommendation, at <c>/hubs/recommendations</c>. Clients handle <c>recommended</c>; after a reconnect they
/// call <c>after</c> with the log and the last sequence number they saw, and have lost and doubled nothing.
/// </summary>
internal sealed partial class RecommendationsHub(IDecisionLog log, IHubContext<RecommendationsHub> hub, ILogger<RecommendationsHub> logger) : Hub
{
    public const string Path = "/hubs/recommendations";
    public const string EventName = "recommended";

    /// <summary>At most so many events are read at once.</summary>
    private const int MaxEvents = 100;

    /// <summary>The events after a place, oldest first, at most a hundred; from the start where the log is another one.</summary>
    /// <param name="logId">The <c>log</c> of the last event seen.</param>
    /// <param name="sequence">The <c>sequence</c> of the last event seen; 0 for none.</param>
    [HubMethodName("after")]
    public IReadOnlyList<RecommendedEvent> After(Guid logId, long sequence) =>
        [.. log.ReadAfter(logId == log.Id ? Math.Max(sequence, 0) : 0, MaxEvents).Select(logged => RecommendedEvent.From(log, logged))];

    public override Task OnConnectedAsync()
    {
        var from = Context.GetHttpContext()?.Items[ConnectedAtKey] as long? ?? log.Count;
        _ = TellAsync(Context.ConnectionId, from, Context.ConnectionAborted);
        return base.OnConnectedAsync();
    }

    /// <summary>Notes where the log stands when a client knocks, before it is told that it is connected.</summary>
    internal static void NoteConnection(HttpContext context) =>
        context.Items[ConnectedAtKey] = context.RequestServices.GetRequiredService<IDecisionLog>().Count;

    private static object ConnectedAtKey => typeof(RecommendationsHub);

    /// <summary>Follows the log for one client until it leaves. A slow client falls behind alone; what it has not been told waits in the log, not in a queue.</summary>
    private async Task TellAsync(string connectionId, long from, CancellationToken aborted)
    {
        // Holds at most one signal: any number of decisions in the meantime is one reason to look.
        var signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Signal() => signal.Writer.TryWrite(true);

        // This object is disposed when the client is connected; what the task needs lives longer.
        var client = hub.Clients.Client(connectionId);
        log.Appended += Signal;
        Signal();
        try
        {
            while (await signal.Reader.WaitToReadAsync(aborted))
            {
                signal.Reader.TryRead(out _);
                while (log.ReadAfter(from, MaxEvents) is { Count: > 0 } news)
                {
                    foreach (var logged in news)
                        await client.SendAsync(EventName, RecommendedEvent.From(log, logged), aborted);
                    from = news[^1].Sequence;
                }
            }
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The client left.
        }
        catch (Exception e)
        {
            LogFailed(e);
        }
        finally
        {
            log.Appended -= Signal;
        }
    }

    [LoggerMessage(LogLevel.Error, "A client of the hub is told no more")]
    private partial void LogFailed(Exception e);
}
