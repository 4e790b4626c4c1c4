using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>Keeps the newest decisions in memory; a restart forgets them.</summary>
/// <param name="id">The log's id, a new one in each run.</param>
/// <param name="capacity">How many decisions are kept, at least 1; the oldest make room.</param>
public sealed class MemoryDecisionLog(Guid id, int capacity = MemoryDecisionLog.DefaultCapacity) : IDecisionLog
{
    /// <summary>How many decisions are kept unless said otherwise.</summary>
    public const int DefaultCapacity = 20_000;

    private readonly Lock _lock = new();
    private readonly LoggedDecision[] _ring = new LoggedDecision[capacity];
    private readonly Dictionary<(string Dataset, UserId User), long> _lastSequenceByUser = [];
    private long _count;

    /// <inheritdoc/>
    public event Action? Appended;

    /// <inheritdoc/>
    public Guid Id => id;

    /// <inheritdoc/>
    public long Count => Interlocked.Read(ref _count);

    /// <inheritdoc/>
    public ValueTask<LoggedDecision> AppendAsync(Decision decision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LoggedDecision logged;
        lock (_lock)
        {
            logged = new LoggedDecision(_count + 1, decision);
            if (Slot(logged.Sequence) is { } oldest && _lastSequenceByUser[KeyOf(oldest.Decision)] == oldest.Sequence)
                _lastSequenceByUser.Remove(KeyOf(oldest.Decision));
            Slot(logged.Sequence) = logged;
            _lastSequenceByUser[KeyOf(decision)] = logged.Sequence;
            Interlocked.Exchange(ref _count, logged.Sequence);
        }

        Appended?.Invoke();
        return new(logged);
    }

    /// <inheritdoc/>
    public LoggedDecision? LastOf(string dataset, UserId userId)
    {
        lock (_lock)
            return _lastSequenceByUser.TryGetValue((dataset, userId), out var sequence) ? Slot(sequence) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LoggedDecision> Newest(int count)
    {
        lock (_lock)
        {
            var newest = new LoggedDecision[Math.Min(count, Math.Min(_count, capacity))];
            for (var i = 0; i < newest.Length; i++)
                newest[i] = Slot(_count - i);
            return newest;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LoggedDecision> ReadAfter(long sequence, int count)
    {
        lock (_lock)
        {
            var first = Math.Max(sequence, _count - capacity) + 1;
            var read = new LoggedDecision[Math.Clamp(_count - first + 1, 0, count)];
            for (var i = 0; i < read.Length; i++)
                read[i] = Slot(first + i);
            return read;
        }
    }

    private static (string Dataset, UserId User) KeyOf(Decision decision) => (decision.Dataset, decision.UserId);

    private ref LoggedDecision Slot(long sequence) => ref _ring[(int)((sequence - 1) % capacity)];
}
