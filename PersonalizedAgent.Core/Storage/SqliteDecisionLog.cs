using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Receipts;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Storage;

/// <summary>
/// Keeps decisions and rewards in a file of SQLite. One writer commits whatever came while it was busy in one transaction, so that a burst costs few
/// commits; an answer is given when its commit is done. The newest decisions are at hand in memory. Safe to use from many threads.
/// </summary>
public sealed class SqliteDecisionLog : IDecisionLog, IAsyncDisposable
{
    /// <summary>So many changes are committed together at most.</summary>
    private const int MostTogether = 1024;

    /// <summary>So many rows are read at once.</summary>
    private const int Page = 500;

    private readonly SqliteWriter _writer;
    private readonly DecisionRing _ring;
    private readonly OptOuts _optOuts = new();
    private readonly Channel<LogChange> _changes = Channel.CreateBounded<LogChange>(new BoundedChannelOptions(16 * MostTogether) { SingleReader = true });
    private readonly Task _writing;

    private SqliteDecisionLog(SqliteWriter writer, DecisionRing ring)
    {
        (_writer, _ring) = (writer, ring);
        foreach (var (audience, userId) in writer.OptOuts())
            _optOuts.Set(audience, userId, isOut: true);
        _writing = Task.Run(WriteAsync);
    }

    /// <inheritdoc/>
    public event Action? Appended;

    /// <inheritdoc/>
    public event Action? Rewarded;

    /// <inheritdoc/>
    public Guid Id => _writer.LogId;

    /// <inheritdoc/>
    public long Count => _ring.Count;

    /// <summary>Opens a log, making the file where there is none and bringing an older one up to date.</summary>
    /// <param name="options">Where it is, and what it must survive.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="inMemory">So many decisions are held in memory.</param>
    /// <exception cref="DecisionLogException">The file cannot be opened, or is none of ours.</exception>
    public static SqliteDecisionLog Open(StorageOptions options, TimeProvider clock, int inMemory = DecisionRing.DefaultCapacity)
    {
        try
        {
            var writer = SqliteWriter.Open(options, clock);
            var ring = new DecisionRing(inMemory);
            ring.Add(writer.Newest(inMemory));
            return new SqliteDecisionLog(writer, ring);
        }
        catch (Exception e) when (SqliteWriter.Explain(e) is { } reason)
        {
            throw new DecisionLogException($"The log of decisions cannot be opened. {reason}", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<LoggedDecision> AppendAsync(Decision decision, CancellationToken cancellationToken)
    {
        var change = new LogChange.Append(decision, ReceiptJson.Write(decision));
        await _changes.Writer.WriteAsync(change, cancellationToken).ConfigureAwait(false);
        return await change.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<RewardOutcome> RewardAsync(Guid id, Reward reward, CancellationToken cancellationToken)
    {
        Rewards.Check(reward);
        var change = new LogChange.Reward(id, reward);
        await _changes.Writer.WriteAsync(change, cancellationToken).ConfigureAwait(false);
        return await change.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public LoggedDecision? LastOf(string dataset, UserId userId) => _ring.LastOf(dataset, userId) ?? (_ring.HoldsAll ? null : _writer.LastOf(dataset, userId));

    /// <inheritdoc/>
    public IReadOnlyList<LoggedDecision> Newest(int count) => _ring.Newest(count);

    /// <inheritdoc/>
    public IReadOnlyList<LoggedDecision> ReadAfter(long sequence, int count) => _ring.ReadAfter(sequence, count);

    /// <inheritdoc/>
    public async ValueTask<KeptDecision?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = _writer.OpenReader();
        var found = await db.Decisions.AsNoTracking().Where(row => row.Id == id)
            .GroupJoin(db.Rewards, row => row.Id, reward => reward.DecisionId, (row, rewards) => new { row, reward = rewards.FirstOrDefault() })
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return found is null ? null : SqliteWriter.KeptOf(found.row, found.reward);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptDecision> ReadAllAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = _writer.OpenReader();
        while (true)
        {
            var place = after;
            var page = await db.Decisions.AsNoTracking().Where(row => row.Sequence > place).OrderBy(row => row.Sequence).Take(Page)
                .GroupJoin(db.Rewards, row => row.Id, reward => reward.DecisionId, (row, rewards) => new { row, reward = rewards.FirstOrDefault() })
                .OrderBy(joined => joined.row.Sequence).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var joined in page)
                yield return SqliteWriter.KeptOf(joined.row, joined.reward);
            if (page.Count < Page)
                yield break;
            after = page[^1].row.Sequence;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RewardedDecision> ReadRewardedAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = _writer.OpenReader();
        while (true)
        {
            var place = after;
            var page = await db.Rewards.AsNoTracking().Where(reward => reward.Sequence > place).OrderBy(reward => reward.Sequence).Take(Page)
                .Join(db.Decisions, reward => reward.DecisionId, row => row.Id, (reward, row) => new { reward, row })
                .OrderBy(joined => joined.reward.Sequence).ToListAsync(cancellationToken).ConfigureAwait(false);
            foreach (var joined in page)
                yield return new RewardedDecision(joined.reward.Sequence, SqliteWriter.KeptOf(joined.row, joined.reward).Logged);
            if (page.Count < Page)
                yield break;
            after = page[^1].reward.Sequence;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<(DateTimeOffset At, AgentAction Action)>> ContactsOfAsync(string dataset, UserId userId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (user, from) = (userId.ToString(), since.ToUnixTimeMilliseconds());
        await using var db = _writer.OpenReader();
        var rows = await db.Decisions.AsNoTracking().Where(row => row.UserId == user && row.At >= from && row.Dataset == dataset && row.Action != PolicyChoice.NoAction)
            .OrderBy(row => row.At).Select(row => new { row.At, row.Action }).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => (DateTimeOffset.FromUnixTimeMilliseconds(row.At), AgentActions.All.First(action => action.WireName() == row.Action)))];
    }

    /// <inheritdoc/>
    public async ValueTask<int> CountAsync(string dataset, AgentAction action, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (name, from) = (action.WireName(), since.ToUnixTimeMilliseconds());
        await using var db = _writer.OpenReader();
        return await db.Decisions.CountAsync(row => row.Action == name && row.At >= from && row.Dataset == dataset, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public bool HasOptedOut(string audience, UserId userId) => _optOuts.Has(audience, userId.ToString());

    /// <inheritdoc/>
    public async ValueTask SetOptOutAsync(string audience, UserId userId, bool isOut, CancellationToken cancellationToken)
    {
        var change = new LogChange.OptOut(audience, userId.ToString(), isOut);
        await _changes.Writer.WriteAsync(change, cancellationToken).ConfigureAwait(false);
        await change.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ChainCheck> VerifyAsync(CancellationToken cancellationToken)
    {
        var (start, first) = await _writer.ChainStartAsync(cancellationToken).ConfigureAwait(false);
        return await ReceiptChain.VerifyAsync(start, first, ReadAllAsync(0, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what was taken and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_changes.Writer.TryComplete())
            return;
        await _writing.ConfigureAwait(false);
        _writer.Dispose();
    }

    private async Task WriteAsync()
    {
        var batch = new List<LogChange>();
        while (await _changes.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            while (batch.Count < MostTogether && _changes.Reader.TryRead(out var change))
                batch.Add(change);
            Write(batch);
        }
    }

    private void Write(List<LogChange> batch)
    {
        WrittenBatch written;
        try
        {
            written = _writer.Write(batch);
        }
        catch (Exception e)
        {
            // Also what nobody expects must reach those who wait.
            var reason = SqliteWriter.Explain(e) ?? "Something went wrong inside the program.";
            foreach (var change in batch)
                change.Fail(new DecisionLogException(reason, e));
            return;
        }

        _ring.Add(written.Decisions);
        foreach (var (id, reward) in written.Rewards)
            _ring.Reward(id, reward);
        foreach (var change in written.OptOuts)
            _optOuts.Set(change.Audience, change.UserId, change.IsOut);
        written.Acknowledge();
        if (written.Rewards.Count > 0)
            Rewarded?.Invoke();
        if (written.Decisions.Count + written.Rewards.Count + written.OptOuts.Count > 0)
            Appended?.Invoke();
    }
}
