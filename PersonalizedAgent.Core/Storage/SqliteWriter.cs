using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Receipts;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Storage;

/// <summary>Writes to the file, over one connection of its own. Reading contexts have others. For one thread at a time, but for reading.</summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>So many commits go by before what is too old is looked for.</summary>
    private const int CommitsBetweenCleanings = 200;

    private readonly SqliteConnection _connection;
    private readonly DbContextOptions<AgentDb> _writing;
    private readonly DbContextOptions<AgentDb> _reading;
    private readonly StorageOptions _options;
    private readonly DecisionInserts _inserts;
    private readonly TimeProvider _clock;
    private int _commits;

    private SqliteWriter(StorageOptions options, SqliteConnection connection, TimeProvider clock)
    {
        (_options, _connection, _clock) = (options, connection, clock);
        _writing = NewOptions().UseSqlite(connection).Options;
        _reading = NewOptions().UseSqlite(connection.ConnectionString).Options;
        _inserts = new DecisionInserts(connection);
    }

    /// <summary>The log's id.</summary>
    public Guid LogId { get; private set; }

    public static SqliteWriter Open(StorageOptions options, TimeProvider clock)
    {
        var path = new SqliteConnectionStringBuilder(options.ConnectionString).DataSource;
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(options.ConnectionString);
        try
        {
            connection.Open();
            using (var pragma = connection.CreateCommand())
            {
                // By default the log is copied into the file every 4 MB, which at full load is several times a second; here every 64.
                pragma.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 16384; PRAGMA synchronous = {(options.Durability == Durability.Full ? "FULL" : "NORMAL")};";
                pragma.ExecuteNonQuery();
            }

            var writer = new SqliteWriter(options, connection, clock);
            writer.Prepare();
            return writer;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What to say of an error of the file; <see langword="null"/> for any other.</summary>
    public static string? Explain(Exception e) => e switch
    {
        DbUpdateException { InnerException: { } inner } => Explain(inner),
        SqliteException { SqliteErrorCode: 13 } => "The disk is full. Make room, then it goes on by itself.",
        SqliteException { SqliteErrorCode: 8 or 3 } => "The file of the log may not be written. Give the program the right to write it.",
        SqliteException { SqliteErrorCode: 14 } => "The file of the log cannot be opened. See that its folder is there and may be written (Storage:ConnectionString).",
        SqliteException { SqliteErrorCode: 5 or 6 } => "Another program holds the file of the log. Close it, or choose another file (Storage:ConnectionString).",
        SqliteException { SqliteErrorCode: 11 or 26 } => "The file of the log is damaged, or none of ours. Move it away, or choose another (Storage:ConnectionString).",
        SqliteException sqlite => $"SQLite error {sqlite.SqliteErrorCode.ToString(CultureInfo.InvariantCulture)}.",
        IOException or UnauthorizedAccessException => "The folder of the log cannot be written (Storage:ConnectionString).",
        _ => null,
    };

    public static KeptDecision KeptOf(DecisionRow row, RewardRow? reward) =>
        new(new LoggedDecision(row.Sequence, ReceiptJson.Read(row.Receipt)) { Reward = reward is null ? null : RewardOf(reward) }, row.Receipt, row.Hash);

    /// <summary>Migrations are written by hand, so there is no snapshot of the model that they could be compared with.</summary>
    private static DbContextOptionsBuilder<AgentDb> NewOptions() =>
        new DbContextOptionsBuilder<AgentDb>().ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

    public AgentDb OpenReader() => new(_reading);

    /// <summary>The newest decisions, oldest first.</summary>
    public List<LoggedDecision> Newest(int count)
    {
        using var db = OpenReader();
        var rows = db.Decisions.AsNoTracking().OrderByDescending(row => row.Sequence).Take(count)
            .GroupJoin(db.Rewards, row => row.Id, reward => reward.DecisionId, (row, rewards) => new { row, reward = rewards.FirstOrDefault() })
            .ToList();
        return [.. rows.OrderBy(joined => joined.row.Sequence).Select(joined => KeptOf(joined.row, joined.reward).Logged)];
    }

    /// <summary>The newest decision on a user.</summary>
    public LoggedDecision? LastOf(string dataset, UserId userId)
    {
        var user = userId.ToString();
        using var db = OpenReader();
        var last = db.Decisions.AsNoTracking().Where(row => row.UserId == user && row.Dataset == dataset).OrderByDescending(row => row.Sequence).Take(1)
            .GroupJoin(db.Rewards, row => row.Id, reward => reward.DecisionId, (row, rewards) => new { row, reward = rewards.FirstOrDefault() })
            .FirstOrDefault();
        return last is null ? null : KeptOf(last.row, last.reward).Logged;
    }

    /// <summary>Who does not want to be contacted.</summary>
    public List<(string Audience, string UserId)> OptOuts()
    {
        using var db = OpenReader();
        return [.. db.OptOuts.AsNoTracking().AsEnumerable().Select(row => (row.Audience, row.UserId))];
    }

    /// <summary>The link before the oldest receipt that is kept, and the place of that receipt.</summary>
    public async Task<(string Start, long First)> ChainStartAsync(CancellationToken cancellationToken)
    {
        await using var db = OpenReader();
        var start = await db.Meta.FindAsync([MetaRow.ChainStart], cancellationToken).ConfigureAwait(false);
        if (start is null)
            return (ReceiptChain.Start, 1);
        var parts = start.Value.Split(' ');
        return (parts[1], long.Parse(parts[0], CultureInfo.InvariantCulture));
    }

    /// <summary>Writes changes in one transaction: all of them, or none.</summary>
    public WrittenBatch Write(IReadOnlyList<LogChange> changes)
    {
        var written = new WrittenBatch();
        using var db = new AgentDb(_writing);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        using var transaction = db.Database.BeginTransaction();
        _inserts.Run((SqliteTransaction)transaction.GetDbTransaction(), changes.OfType<LogChange.Append>(), written);
        Reward(db, [.. changes.OfType<LogChange.Reward>()], written);
        foreach (var change in changes.OfType<LogChange.OptOut>())
        {
            db.OptOuts.Where(row => row.Audience == change.Audience && row.UserId == change.UserId).ExecuteDelete();
            if (change.IsOut)
                db.Database.ExecuteSql($"INSERT INTO opt_outs (audience, user_id, at) VALUES ({change.Audience}, {change.UserId}, {_clock.GetUtcNow().ToUnixTimeMilliseconds()})");
            written.Add(change);
        }

        db.SaveChanges();
        if (_commits++ % CommitsBetweenCleanings == 0)
            Clean(db);
        transaction.Commit();
        return written;
    }

    public void Dispose()
    {
        _inserts.Dispose();
        _connection.Dispose();
    }

    private static void Reward(AgentDb db, LogChange.Reward[] rewards, WrittenBatch written)
    {
        if (rewards.Length == 0)
            return;
        Guid[] ids = [.. rewards.Select(reward => reward.DecisionId).Distinct()];
        var known = db.Decisions.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => row.Id).ToHashSet();
        var earlier = db.Rewards.AsNoTracking().Where(row => ids.Contains(row.DecisionId)).ToDictionary(row => row.DecisionId, RewardOf);
        var sequence = db.Rewards.Max(row => (long?)row.Sequence) ?? 0;
        foreach (var change in rewards)
        {
            var outcome = !known.Contains(change.DecisionId) ? RewardOutcome.UnknownDecision
                : earlier.TryGetValue(change.DecisionId, out var before) ? Rewards.Again(before, change.Value)
                : RewardOutcome.Recorded;
            if (outcome == RewardOutcome.Recorded)
            {
                earlier.Add(change.DecisionId, change.Value);
                db.Rewards.Add(new RewardRow
                {
                    Sequence = ++sequence,
                    DecisionId = change.DecisionId,
                    Value = change.Value.Value,
                    At = change.Value.At.ToUnixTimeMilliseconds(),
                    IsDefault = change.Value.IsDefault,
                });
            }

            written.Add(change, outcome);
        }
    }

    private static Reward RewardOf(RewardRow row) => new(row.Value, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.IsDefault);

    private void Prepare()
    {
        using var db = new AgentDb(_writing);
        db.Database.Migrate();
        if (db.Meta.Find(MetaRow.LogId) is { } known)
        {
            LogId = Guid.Parse(known.Value, CultureInfo.InvariantCulture);
            return;
        }

        LogId = Guid.CreateVersion7(_clock.GetUtcNow());
        db.Meta.Add(new MetaRow { Key = MetaRow.LogId, Value = LogId.ToString() });
        db.SaveChanges();
    }

    /// <summary>Removes decisions that are too many or too old, the oldest first; the chain then begins behind them.</summary>
    private void Clean(AgentDb db)
    {
        var newest = db.Decisions.Max(row => (long?)row.Sequence) ?? 0;
        var upTo = _options.MaxDecisions > 0 ? newest - _options.MaxDecisions : 0;
        if (_options.KeepDays > 0)
        {
            var oldest = (_clock.GetUtcNow() - TimeSpan.FromDays(_options.KeepDays)).ToUnixTimeMilliseconds();
            // The clock may have been set back: nothing newer than the first that is young enough goes.
            var firstYoung = db.Decisions.Where(row => row.At >= oldest).OrderBy(row => row.Sequence).Select(row => (long?)row.Sequence).FirstOrDefault() ?? newest + 1;
            upTo = Math.Max(upTo, firstYoung - 1);
        }

        // The newest stays, for its place and its link.
        upTo = Math.Min(upTo, newest - 1);
        if (upTo <= 0 || db.Decisions.AsNoTracking().Where(row => row.Sequence <= upTo).OrderByDescending(row => row.Sequence).FirstOrDefault() is not { } last)
            return;
        var start = new MetaRow { Key = MetaRow.ChainStart, Value = string.Create(CultureInfo.InvariantCulture, $"{last.Sequence + 1} {last.Hash}") };
        db.Meta.Where(row => row.Key == MetaRow.ChainStart).ExecuteDelete();
        db.Meta.Add(start);
        db.SaveChanges();
        db.Rewards.Where(reward => db.Decisions.Any(row => row.Id == reward.DecisionId && row.Sequence <= upTo)).ExecuteDelete();
        db.Decisions.Where(row => row.Sequence <= upTo).ExecuteDelete();
    }
}
