using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Receipts;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Tests.Support;

/// <summary>A log that works like one in memory until it is told to fail.</summary>
internal sealed class FailingLog : IDecisionLog
{
    private readonly MemoryDecisionLog _log = new(Guid.Empty);

    public event Action? Appended
    {
        add => _log.Appended += value;
        remove => _log.Appended -= value;
    }

    public event Action? Rewarded
    {
        add => _log.Rewarded += value;
        remove => _log.Rewarded -= value;
    }

    /// <summary>What reading and rewarding throw; nothing without it.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What a walk along the chain finds, in place of the truth.</summary>
    public ChainCheck? Check { get; set; }

    /// <summary>Finding waits for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Guid Id => _log.Id;

    public long Count => _log.Count;

    public ValueTask<LoggedDecision> AppendAsync(Decision decision, CancellationToken cancellationToken) => _log.AppendAsync(decision, cancellationToken);

    public ValueTask<RewardOutcome> RewardAsync(Guid id, Reward reward, CancellationToken cancellationToken) => Working().RewardAsync(id, reward, cancellationToken);

    public LoggedDecision? LastOf(string dataset, UserId userId) => _log.LastOf(dataset, userId);

    public IReadOnlyList<LoggedDecision> Newest(int count) => Working().Newest(count);

    public IReadOnlyList<LoggedDecision> ReadAfter(long sequence, int count) => _log.ReadAfter(sequence, count);

    public async ValueTask<KeptDecision?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await Gate;
        return await Working().FindAsync(id, cancellationToken);
    }

    public IAsyncEnumerable<KeptDecision> ReadAllAsync(long after, CancellationToken cancellationToken) => Working().ReadAllAsync(after, cancellationToken);

    public IAsyncEnumerable<RewardedDecision> ReadRewardedAsync(long after, CancellationToken cancellationToken) => Working().ReadRewardedAsync(after, cancellationToken);

    public ValueTask<IReadOnlyList<(DateTimeOffset At, AgentAction Action)>> ContactsOfAsync(string dataset, UserId userId, DateTimeOffset since, CancellationToken cancellationToken) =>
        Working().ContactsOfAsync(dataset, userId, since, cancellationToken);

    public ValueTask<int> CountAsync(string dataset, AgentAction action, DateTimeOffset since, CancellationToken cancellationToken) => Working().CountAsync(dataset, action, since, cancellationToken);

    public bool HasOptedOut(string audience, UserId userId) => _log.HasOptedOut(audience, userId);

    public ValueTask SetOptOutAsync(string audience, UserId userId, bool isOut, CancellationToken cancellationToken) => Working().SetOptOutAsync(audience, userId, isOut, cancellationToken);

    public Task<ChainCheck> VerifyAsync(CancellationToken cancellationToken) => Check is { } check ? Task.FromResult(check) : Working().VerifyAsync(cancellationToken);

    private MemoryDecisionLog Working() => Failure is null ? _log : throw Failure;
}
