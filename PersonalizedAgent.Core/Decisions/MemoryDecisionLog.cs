using System.Runtime.CompilerServices;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions.Receipts;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>Keeps the newest decisions in memory; a restart forgets them.</summary>
/// <param name="id">The log's id, a new one in each run.</param>
/// <param name="capacity">How many decisions are kept, at least 1; the oldest make room.</param>
/// <param name="atHand">How many of them are held ready; the others are read from their receipts.</param>
public sealed class MemoryDecisionLog(Guid id, int capacity = MemoryDecisionLog.DefaultCapacity, int atHand = DecisionRing.DefaultCapacity) : IDecisionLog
{
    /// <summary>How many decisions are kept unless said otherwise.</summary>
    public const int DefaultCapacity = 20_000;

    private readonly Lock _lock = new();
    private readonly DecisionRing _ring = new(Math.Min(atHand, capacity));
    private readonly ReceiptShelf _receipts = new(capacity);
    private readonly Dictionary<Guid, long> _places = [];
    private readonly Queue<Guid> _ids = new();
    private readonly Dictionary<(string Dataset, UserId User), long> _lastOf = [];
    private readonly Dictionary<Guid, Reward> _rewards = [];
    private readonly List<Guid> _rewarded = [];
    private readonly OptOuts _optOuts = new();
    private string _start = ReceiptChain.Start;
    private string _last = ReceiptChain.Start;

    /// <inheritdoc/>
    public event Action? Appended;

    /// <inheritdoc/>
    public event Action? Rewarded;

    /// <inheritdoc/>
    public Guid Id => id;

    /// <inheritdoc/>
    public long Count => _ring.Count;

    /// <inheritdoc/>
    public ValueTask<LoggedDecision> AppendAsync(Decision decision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var receipt = ReceiptJson.Write(decision);
        LoggedDecision logged;
        lock (_lock)
        {
            if (_ids.Count == capacity)
                Forget();
            logged = new LoggedDecision(_ring.Count + 1, decision);
            _last = ReceiptChain.Link(_last, receipt);
            _receipts.Add(receipt, _last);
            _ids.Enqueue(decision.Id);
            _places[decision.Id] = logged.Sequence;
            _lastOf[(decision.Dataset, decision.UserId)] = logged.Sequence;
            _ring.Add([logged]);
        }

        Appended?.Invoke();
        return new(logged);
    }

    /// <inheritdoc/>
    public ValueTask<RewardOutcome> RewardAsync(Guid id, Reward reward, CancellationToken cancellationToken)
    {
        Rewards.Check(reward);
        lock (_lock)
        {
            if (!_places.ContainsKey(id))
                return new(RewardOutcome.UnknownDecision);
            if (_rewards.TryGetValue(id, out var earlier))
                return new(Rewards.Again(earlier, reward));
            _rewards.Add(id, reward);
            _rewarded.Add(id);
            _ring.Reward(id, reward);
        }

        Rewarded?.Invoke();
        Appended?.Invoke();
        return new(RewardOutcome.Recorded);
    }

    /// <inheritdoc/>
    public LoggedDecision? LastOf(string dataset, UserId userId)
    {
        if (_ring.LastOf(dataset, userId) is { } last)
            return last;
        lock (_lock)
            return _lastOf.TryGetValue((dataset, userId), out var sequence) ? KeptAt(sequence).Logged : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LoggedDecision> Newest(int count) => _ring.Newest(count);

    /// <inheritdoc/>
    public IReadOnlyList<LoggedDecision> ReadAfter(long sequence, int count) => _ring.ReadAfter(sequence, count);

    /// <inheritdoc/>
    public ValueTask<KeptDecision?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_lock)
            return new(_places.TryGetValue(id, out var sequence) ? KeptAt(sequence) : null);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptDecision> ReadAllAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        for (var place = after + 1; ; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            KeptDecision kept;
            lock (_lock)
            {
                place = Math.Max(place, _receipts.Oldest);
                if (place > _receipts.Newest)
                    yield break;
                kept = KeptAt(place);
            }

            yield return kept;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RewardedDecision> ReadRewardedAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        for (var place = after; ; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            KeptDecision? kept;
            lock (_lock)
            {
                if (place >= _rewarded.Count)
                    yield break;
                // One that made room is gone.
                kept = _places.TryGetValue(_rewarded[(int)place], out var sequence) ? KeptAt(sequence) : null;
            }

            if (kept is not null)
                yield return new RewardedDecision(place + 1, kept.Logged);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<(DateTimeOffset At, AgentAction Action)>> ContactsOfAsync(string dataset, UserId userId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var contacts = new List<(DateTimeOffset At, AgentAction Action)>();
        await foreach (var kept in ReadAllAsync(0, cancellationToken).ConfigureAwait(false))
        {
            if (kept.Logged.Decision is { Choice.Action: { } action } decision && decision.UserId == userId && decision.Dataset == dataset && decision.At >= since)
                contacts.Add((decision.At, action));
        }

        return contacts;
    }

    /// <inheritdoc/>
    public async ValueTask<int> CountAsync(string dataset, AgentAction action, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var kept in ReadAllAsync(0, cancellationToken).ConfigureAwait(false))
            count += kept.Logged.Decision is var decision && decision.Choice.Action == action && decision.Dataset == dataset && decision.At >= since ? 1 : 0;
        return count;
    }

    /// <inheritdoc/>
    public bool HasOptedOut(string audience, UserId userId) => _optOuts.Has(audience, userId.ToString());

    /// <inheritdoc/>
    public ValueTask SetOptOutAsync(string audience, UserId userId, bool isOut, CancellationToken cancellationToken)
    {
        _optOuts.Set(audience, userId.ToString(), isOut);
        Appended?.Invoke();
        return default;
    }

    /// <inheritdoc/>
    public Task<ChainCheck> VerifyAsync(CancellationToken cancellationToken)
    {
        string start;
        long first;
        lock (_lock)
            (start, first) = (_start, _receipts.Oldest);
        return ReceiptChain.VerifyAsync(start, first, ReadAllAsync(first - 1, cancellationToken), cancellationToken);
    }

    /// <summary>The oldest makes room.</summary>
    private void Forget()
    {
        var (sequence, oldest) = (_receipts.Oldest, _ids.Dequeue());
        var decision = KeptAt(sequence).Logged.Decision;
        _start = _receipts[sequence].Link;
        _places.Remove(oldest);
        _rewards.Remove(oldest);
        if (_lastOf[(decision.Dataset, decision.UserId)] == sequence)
            _lastOf.Remove((decision.Dataset, decision.UserId));
    }

    private KeptDecision KeptAt(long sequence)
    {
        var (receipt, link) = _receipts[sequence];
        var decision = ReceiptJson.Read(receipt.Span);
        return new KeptDecision(new LoggedDecision(sequence, decision) { Reward = _rewards.GetValueOrDefault(decision.Id) }, receipt, link);
    }
}
