using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>What a test wants the server to do. Thread-safe; may be changed while the server runs.</summary>
internal sealed class KumoStubScript
{
    private readonly Lock _lock = new();
    private readonly List<(StubTurn Turn, CallKind? Of)> _turns = [];
    private StubTurn? _always;

    /// <summary>The status that refuses new sessions, such as 404, 405 or 501; <see langword="null"/> where there are sessions.</summary>
    public int? NoSessions { get; set; }

    /// <summary>Whether rankings are refused as unsupported.</summary>
    public bool NoRanking { get; set; }

    /// <summary>Whether the server says that it is not ready yet: 503.</summary>
    public bool NotReady { get; set; }

    /// <summary>Raised by <see cref="ExpireSessions"/>.</summary>
    internal event Action? SessionsExpired;

    /// <summary>How many turns were asked for and not taken yet.</summary>
    public int Left
    {
        get
        {
            lock (_lock)
                return _turns.Count;
        }
    }

    /// <summary>What happens to the next requests, in this order.</summary>
    /// <param name="turn">What happens.</param>
    /// <param name="times">To how many requests.</param>
    /// <param name="of">To those of one kind; <see langword="null"/> for any.</param>
    /// <returns>This, for more.</returns>
    public KumoStubScript Next(StubTurn turn, int times = 1, CallKind? of = null)
    {
        lock (_lock)
            _turns.AddRange(Enumerable.Repeat((turn, of), times));
        return this;
    }

    /// <summary>What happens to all requests that have no turn of their own; <see langword="null"/> to answer them.</summary>
    public void Always(StubTurn? turn)
    {
        lock (_lock)
            _always = turn;
    }

    /// <summary>Forgets all turns.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _turns.Clear();
            _always = null;
        }
    }

    /// <summary>Ends all sessions at once.</summary>
    public void ExpireSessions() => SessionsExpired?.Invoke();

    /// <summary>The turn of a request.</summary>
    internal StubTurn? Take(CallKind? kind)
    {
        lock (_lock)
        {
            var place = _turns.FindIndex(turn => turn.Of is null || turn.Of == kind);
            if (place < 0)
                return _always;
            var turn = _turns[place].Turn;
            _turns.RemoveAt(place);
            return turn;
        }
    }
}
