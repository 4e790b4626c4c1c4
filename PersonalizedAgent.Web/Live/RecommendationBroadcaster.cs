using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Web.Live;

/// <summary>Follows the decision log and sends what is new to the hub's clients, in the log's order. Costs a request nothing but a signal.</summary>
internal sealed class RecommendationBroadcaster(IDecisionLog log, IHubContext<RecommendationsHub> hub) : BackgroundService
{
    private const int BatchSize = 256;

    // Holds at most one signal: any number of decisions in the meantime is one reason to look.
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _clients;

    public void ClientConnected() => Interlocked.Increment(ref _clients);

    public void ClientDisconnected() => Interlocked.Decrement(ref _clients);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sent = log.Count;
        log.Appended += Signal;
        try
        {
            while (await _signal.Reader.WaitToReadAsync(stoppingToken))
            {
                _signal.Reader.TryRead(out _);
                sent = await SendAfterAsync(sent, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app is stopping.
        }
        finally
        {
            log.Appended -= Signal;
        }
    }

    private async Task<long> SendAfterAsync(long sent, CancellationToken stoppingToken)
    {
        while (Volatile.Read(ref _clients) > 0 && log.ReadAfter(sent, BatchSize) is { Count: > 0 } batch)
        {
            foreach (var logged in batch)
                await hub.Clients.All.SendAsync(RecommendationsHub.EventName, RecommendedEvent.From(logged), stoppingToken);
            sent = batch[^1].Sequence;
        }

        // With nobody listening there is nothing to catch up on.
        return Volatile.Read(ref _clients) > 0 ? sent : log.Count;
    }

    private void Signal() => _signal.Writer.TryWrite(true);
}
