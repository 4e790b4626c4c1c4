using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>The record of what was decided. Safe to use from many threads.</summary>
public interface IDecisionLog
{
    /// <summary>Raised after decisions were appended, on the thread that appended. Handlers return at once and read what is new by <see cref="ReadAfter"/>.</summary>
    event Action? Appended;

    /// <summary>Tells this log from another whose numbers begin at 1 too, such as the one before a restart that forgot it.</summary>
    Guid Id { get; }

    /// <summary>How many decisions were ever appended; also the sequence number of the newest.</summary>
    long Count { get; }

    /// <summary>Appends a decision. It is recorded when the task completes.</summary>
    ValueTask<LoggedDecision> AppendAsync(Decision decision, CancellationToken cancellationToken);

    /// <summary>The newest decision on a user, as far back as the log reaches.</summary>
    /// <param name="dataset">The version of the data: the same id may name another person in other data.</param>
    /// <param name="userId">The user.</param>
    LoggedDecision? LastOf(string dataset, UserId userId);

    /// <summary>The newest decisions, newest first.</summary>
    /// <param name="count">At most so many.</param>
    IReadOnlyList<LoggedDecision> Newest(int count);

    /// <summary>The decisions after a place in the log, oldest first. Those that the log no longer holds are left out; the gap shows in the sequence numbers.</summary>
    /// <param name="sequence">0 for the start of the log.</param>
    /// <param name="count">At most so many.</param>
    IReadOnlyList<LoggedDecision> ReadAfter(long sequence, int count);
}
