using System.Runtime.CompilerServices;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions.Receipts;
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
    private readonly DecisionRing _ring = new(capacity);
    private readonly Queue<(byte[] Receipt, string Hash)> _chain = new();
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
            logged = new LoggedDecision(_ring.Count + 1, decision);
            _last = ReceiptChain.Link(_last, receipt);
            _chain.Enqueue((receipt, _last));
            if (_chain.Count > capacity)
                _start = _chain.Dequeue().Hash;
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
            if (_ring.Find(id) is not { } logged)
                return new(RewardOutcome.UnknownDecision);
            if (logged.Reward is { } earlier)
                return new(Rewards.Again(earlier, reward));
            _ring.Reward(id, reward);
            _rewarded.Add(id);
        }

        Rewarded?.Invoke();
        Appended?.Invoke();
        return new(RewardOutcome.Recorded);
    }

    /// <inheritdoc/>
    public LoggedDecision? LastOf(string dataset, UserId userId) => _ring.LastOf(dataset, userId);

    /// <inheritdoc/>
    public IReadOnlyList<LoggedDecision> Newest(int count) => _ring.Newest(count);

    /// <inheritdoc/>
    public IReadOnlyList<LoggedDecision> ReadAfter(long sequence, int count) => _ring.ReadAfter(sequence, count);

    /// <inheritdoc/>
    public ValueTask<KeptDecision?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        new(_ring.Find(id) is { } found ? All().FirstOrDefault(kept => kept.Logged.Sequence == found.Sequence) : null);

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptDecision> ReadAllAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var kept in All().SkipWhile(kept => kept.Logged.Sequence <= after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return kept;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RewardedDecision> ReadRewardedAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        Guid[] ids;
        lock (_lock)
            ids = [.. _rewarded.Skip((int)after)];
        foreach (var (i, id) in ids.Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            // One that made room is gone.
            if (_ring.Find(id) is { } logged)
                yield return new RewardedDecision(after + i + 1, logged);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<(DateTimeOffset At, AgentAction Action)>> ContactsOfAsync(string dataset, UserId userId, DateTimeOffset since, CancellationToken cancellationToken) => new(
    [
        .. _ring.ReadAfter(0, capacity).Select(logged => logged.Decision)
            .Where(decision => decision.UserId == userId && decision.Dataset == dataset && decision.At >= since && decision.Choice.Action is not null)
            .Select(decision => (decision.At, decision.Choice.Action!.Value)),
    ]);

    /// <inheritdoc/>
    public ValueTask<int> CountAsync(string dataset, AgentAction action, DateTimeOffset since, CancellationToken cancellationToken) =>
        new(_ring.ReadAfter(0, capacity).Count(logged => logged.Decision.Choice.Action == action && logged.Decision.Dataset == dataset && logged.Decision.At >= since));

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
            (start, first) = (_start, _ring.Count - _chain.Count + 1);
        return ReceiptChain.VerifyAsync(start, first, ReadAllAsync(0, cancellationToken), cancellationToken);
    }

    private KeptDecision[] All()
    {
        lock (_lock)
            return [.. _ring.ReadAfter(0, capacity).Zip(_chain, (logged, link) => new KeptDecision(logged, link.Receipt, link.Hash))];
    }
}
