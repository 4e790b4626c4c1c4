using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>The newest decisions, at hand in memory. Safe to use from many threads.</summary>
/// <param name="capacity">How many are held, at least 1; the oldest make room.</param>
internal sealed class DecisionRing(int capacity)
{
    /// <summary>
    /// How many are held unless said otherwise. Few: what lives for a second and then goes costs the garbage collector most, and with twenty thousand of them
    /// half the answers.
    /// </summary>
    public const int DefaultCapacity = 2_000;

    private readonly Lock _lock = new();
    private readonly LoggedDecision?[] _ring = new LoggedDecision?[capacity];
    private readonly Dictionary<(string Dataset, UserId User), long> _lastSequenceByUser = [];
    private readonly Dictionary<Guid, long> _sequenceById = [];
    private long _count;
    private long _first = 1;

    /// <summary>The sequence number of the newest; 0 where there is none.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Whether no decision was ever left out.</summary>
    public bool HoldsAll
    {
        get
        {
            lock (_lock)
                return _first == 1;
        }
    }

    /// <summary>Adds decisions, each one place after the one before; the first ever added may have any place.</summary>
    public void Add(IReadOnlyList<LoggedDecision> decisions)
    {
        lock (_lock)
        {
            foreach (var logged in decisions)
            {
                if (_count == 0)
                    _first = logged.Sequence;
                if (Slot(logged.Sequence) is { } oldest)
                {
                    if (_lastSequenceByUser[KeyOf(oldest.Decision)] == oldest.Sequence)
                        _lastSequenceByUser.Remove(KeyOf(oldest.Decision));
                    _sequenceById.Remove(oldest.Decision.Id);
                    _first = oldest.Sequence + 1;
                }

                Slot(logged.Sequence) = logged;
                _lastSequenceByUser[KeyOf(logged.Decision)] = logged.Sequence;
                _sequenceById[logged.Decision.Id] = logged.Sequence;
                Interlocked.Exchange(ref _count, logged.Sequence);
            }
        }
    }

    /// <summary>Says what came of a decision, if it is held.</summary>
    public void Reward(Guid id, Reward reward)
    {
        lock (_lock)
        {
            if (_sequenceById.TryGetValue(id, out var sequence))
                Slot(sequence) = Slot(sequence)! with { Reward = reward };
        }
    }

    public LoggedDecision? Find(Guid id)
    {
        lock (_lock)
            return _sequenceById.TryGetValue(id, out var sequence) ? Slot(sequence) : null;
    }

    public LoggedDecision? LastOf(string dataset, UserId userId)
    {
        lock (_lock)
            return _lastSequenceByUser.TryGetValue((dataset, userId), out var sequence) ? Slot(sequence) : null;
    }

    public IReadOnlyList<LoggedDecision> Newest(int count)
    {
        lock (_lock)
        {
            var newest = new LoggedDecision[Math.Min(count, Held)];
            for (var i = 0; i < newest.Length; i++)
                newest[i] = Slot(_count - i)!;
            return newest;
        }
    }

    public IReadOnlyList<LoggedDecision> ReadAfter(long sequence, int count)
    {
        lock (_lock)
        {
            var first = Math.Max(sequence + 1, _first);
            var read = new LoggedDecision[Math.Clamp(_count - first + 1, 0, count)];
            for (var i = 0; i < read.Length; i++)
                read[i] = Slot(first + i)!;
            return read;
        }
    }

    private long Held => _count == 0 ? 0 : _count - _first + 1;

    private static (string Dataset, UserId User) KeyOf(Decision decision) => (decision.Dataset, decision.UserId);

    private ref LoggedDecision? Slot(long sequence) => ref _ring[(int)((sequence - 1) % capacity)];
}
