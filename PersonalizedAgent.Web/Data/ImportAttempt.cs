namespace PersonalizedAgent.Web.Data;

/// <summary>One attempt to take data.</summary>
internal sealed class ImportAttempt : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    public ImportAttempt(string id, string staging) => (Id, Staging, Cancelled) = (id, staging, _cancellation.Token);

    public string Id { get; }

    /// <summary>Where its files lie.</summary>
    public string Staging { get; }

    public CancellationToken Cancelled { get; }

    /// <summary>Bytes that have arrived.</summary>
    public long Received { get; set; }

    /// <summary>How many are working on its files.</summary>
    public int Workers { get; set; }

    /// <summary>Whether it failed or was cancelled.</summary>
    public bool HasEnded { get; set; }

    public void Cancel() => _cancellation.Cancel();

    /// <summary>For the end of the program: whoever still works gives up.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
    }
}
