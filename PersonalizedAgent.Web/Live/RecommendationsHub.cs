using Microsoft.AspNetCore.SignalR;
using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Web.Live;

/// <summary>
/// Tells other programs of every recommendation, at <c>/hubs/recommendations</c>. Clients handle <c>recommended</c>;
/// after a reconnect they call <c>after</c> with the last sequence number they saw, and have lost and doubled nothing.
/// </summary>
internal sealed class RecommendationsHub(IDecisionLog log, RecommendationBroadcaster broadcaster) : Hub
{
    public const string Path = "/hubs/recommendations";
    public const string EventName = "recommended";

    /// <summary>At most so many events are told at once; a client asks again for the rest.</summary>
    private const int MaxEvents = 100;

    /// <summary>The events after a sequence number, oldest first, at most a hundred.</summary>
    [HubMethodName("after")]
    public IReadOnlyList<RecommendedEvent> After(long sequence) =>
        [.. log.ReadAfter(Math.Max(sequence, 0), MaxEvents).Select(RecommendedEvent.From)];

    public override Task OnConnectedAsync()
    {
        broadcaster.ClientConnected();
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        broadcaster.ClientDisconnected();
        return base.OnDisconnectedAsync(exception);
    }
}
