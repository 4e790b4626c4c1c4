using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions.Receipts;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>The record of what was decided, and of what came of it. Safe to use from many threads.</summary>
public interface IDecisionLog
{
    /// <summary>
    /// Raised after decisions were appended or rewarded, on the thread that did so. Handlers return at once and read what is new by <see cref="ReadAfter"/>.
    /// </summary>
    event Action? Appended;

    /// <summary>Raised after rewards were recorded, on the thread that did so. Handlers return at once and read what is new by <see cref="ReadRewardedAsync"/>.</summary>
    event Action? Rewarded;

    /// <summary>Tells this log from another whose numbers begin at 1 too, such as one in memory before a restart.</summary>
    Guid Id { get; }

    /// <summary>How many decisions were ever appended; also the sequence number of the newest.</summary>
    long Count { get; }

    /// <summary>Appends a decision. It is recorded when the task completes.</summary>
    /// <exception cref="DecisionLogException">The log cannot be written; nothing was recorded.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled before the decision was taken to be recorded.</exception>
    ValueTask<LoggedDecision> AppendAsync(Decision decision, CancellationToken cancellationToken);

    /// <summary>Records what came of a decision. It is recorded when the task completes.</summary>
    /// <param name="id">The decision.</param>
    /// <param name="reward">What came of it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value lies outside [0, 1] or is not a number.</exception>
    /// <exception cref="DecisionLogException">The log cannot be written; nothing was recorded.</exception>
    ValueTask<RewardOutcome> RewardAsync(Guid id, Reward reward, CancellationToken cancellationToken);

    /// <summary>The newest decision on a user.</summary>
    /// <param name="dataset">The version of the data: the same id may name another person in other data.</param>
    /// <param name="userId">The user.</param>
    LoggedDecision? LastOf(string dataset, UserId userId);

    /// <summary>The newest decisions, newest first, as far back as is held in memory.</summary>
    /// <param name="count">At most so many.</param>
    IReadOnlyList<LoggedDecision> Newest(int count);

    /// <summary>The decisions after a place in the log, oldest first. Those that are not held in memory are left out; the gap shows in the sequence numbers.</summary>
    /// <param name="sequence">0 for the start of the log.</param>
    /// <param name="count">At most so many.</param>
    IReadOnlyList<LoggedDecision> ReadAfter(long sequence, int count);

    /// <summary>A decision with its receipt; <see langword="null"/> where there is none of that id.</summary>
    ValueTask<KeptDecision?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>All decisions after a place in the log with their receipts, oldest first.</summary>
    /// <param name="after">0 for the start of the log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    IAsyncEnumerable<KeptDecision> ReadAllAsync(long after, CancellationToken cancellationToken);

    /// <summary>The rewarded decisions in the order in which their rewards came.</summary>
    /// <param name="after">The place of a reward in that order; 0 for the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    IAsyncEnumerable<RewardedDecision> ReadRewardedAsync(long after, CancellationToken cancellationToken);

    /// <summary>When a user was contacted by which action, as decided: oldest first.</summary>
    /// <param name="dataset">The version of the data.</param>
    /// <param name="userId">The user.</param>
    /// <param name="since">From this time on.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    ValueTask<IReadOnlyList<(DateTimeOffset At, AgentAction Action)>> ContactsOfAsync(string dataset, UserId userId, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>How often an action was decided on.</summary>
    /// <param name="dataset">The version of the data.</param>
    /// <param name="action">The action.</param>
    /// <param name="since">From this time on.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    ValueTask<int> CountAsync(string dataset, AgentAction action, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Whether a user does not want to be contacted.</summary>
    /// <param name="audience">The name of the data: a newer version of it speaks of the same people.</param>
    /// <param name="userId">The user.</param>
    bool HasOptedOut(string audience, UserId userId);

    /// <summary>Records that a user does not want to be contacted, or does again. It is recorded when the task completes.</summary>
    /// <param name="audience">The name of the data.</param>
    /// <param name="userId">The user.</param>
    /// <param name="isOut">Whether the user must not be contacted.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DecisionLogException">The log cannot be written; nothing was recorded.</exception>
    ValueTask SetOptOutAsync(string audience, UserId userId, bool isOut, CancellationToken cancellationToken);

    /// <summary>Walks the chain of receipts from the oldest that is kept.</summary>
    Task<ChainCheck> VerifyAsync(CancellationToken cancellationToken);
}

/// <summary>The log cannot be written or read, such as when the disk is full.</summary>
public sealed class DecisionLogException : Exception
{
    /// <summary>A log that cannot be used.</summary>
    public DecisionLogException()
    {
    }

    /// <summary>A log that cannot be used.</summary>
    /// <param name="message">Why, for people, without a path.</param>
    public DecisionLogException(string message) : base(message)
    {
    }

    /// <summary>A log that cannot be used.</summary>
    /// <param name="message">Why, for people, without a path.</param>
    /// <param name="innerException">What went wrong.</param>
    public DecisionLogException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
