using System.Collections.Concurrent;
using System.Globalization;
using PersonalizedAgent.Benchmarks.KumoStub.Checking;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>Keeps contexts for a time. Thread-safe.</summary>
internal sealed class StubSessions(TimeSpan time, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, (CheckedContext Context, DateTimeOffset Expires)> _sessions = new(StringComparer.Ordinal);
    private int _last;

    /// <summary>How many there are that have not ended.</summary>
    public int Count => _sessions.Values.Count(session => session.Expires > clock.GetUtcNow());

    public (string Id, DateTimeOffset Expires) Add(CheckedContext context)
    {
        // Clients must encode it in a path.
        var id = string.Create(CultureInfo.InvariantCulture, $"stub/{Interlocked.Increment(ref _last)} {Guid.NewGuid():N}");
        var expires = clock.GetUtcNow() + time;
        _sessions[id] = (context, expires);
        return (id, expires);
    }

    public CheckedContext? Find(string id) => _sessions.TryGetValue(id, out var session) && session.Expires > clock.GetUtcNow() ? session.Context : null;

    public void Remove(string id) => _sessions.TryRemove(id, out _);

    public void Clear() => _sessions.Clear();
}
