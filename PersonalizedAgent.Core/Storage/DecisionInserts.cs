using Microsoft.Data.Sqlite;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Receipts;

namespace PersonalizedAgent.Core.Storage;

/// <summary>
/// Inserts decisions by statements prepared once: each answer waits for its insert, and a context that tracks each row takes several times as long.
/// </summary>
internal sealed class DecisionInserts : IDisposable
{
    private readonly SqliteCommand _last;
    private readonly SqliteCommand _insert;

    public DecisionInserts(SqliteConnection connection)
    {
        _last = connection.CreateCommand();
        _last.CommandText = "SELECT sequence, hash FROM decisions ORDER BY sequence DESC LIMIT 1";
        _insert = connection.CreateCommand();
        _insert.CommandText = "INSERT INTO decisions (sequence, id, at, dataset, user_id, action, receipt, hash) VALUES ($sequence, $id, $at, $dataset, $user_id, $action, $receipt, $hash)";
        foreach (var (name, type) in ((string, SqliteType)[])
            [("$sequence", SqliteType.Integer), ("$id", SqliteType.Blob), ("$at", SqliteType.Integer), ("$dataset", SqliteType.Text), ("$user_id", SqliteType.Text), ("$action", SqliteType.Text), ("$receipt", SqliteType.Blob), ("$hash", SqliteType.Text)])
            _insert.Parameters.Add(name, type);
    }

    /// <summary>Inserts decisions behind the last one.</summary>
    /// <param name="transaction">The transaction they belong to.</param>
    /// <param name="appends">The decisions.</param>
    /// <param name="written">Gets their places.</param>
    public void Run(SqliteTransaction transaction, IEnumerable<LogChange.Append> appends, WrittenBatch written)
    {
        // Asked anew each time: another program may write to the same file.
        var (sequence, hash) = Last(transaction);
        _insert.Transaction = transaction;
        foreach (var append in appends)
        {
            var decision = append.Decision;
            hash = ReceiptChain.Link(hash, append.Receipt);
            object[] values =
            [
                ++sequence, decision.Id.ToByteArray(), decision.At.ToUnixTimeMilliseconds(), decision.Dataset, decision.UserId.ToString(), decision.Choice.ActionName, append.Receipt, hash,
            ];
            for (var i = 0; i < values.Length; i++)
                _insert.Parameters[i].Value = values[i];
            _insert.ExecuteNonQuery();
            written.Add(append, new LoggedDecision(sequence, decision));
        }
    }

    public void Dispose()
    {
        _last.Dispose();
        _insert.Dispose();
    }

    private (long Sequence, string Hash) Last(SqliteTransaction transaction)
    {
        _last.Transaction = transaction;
        using var reader = _last.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetString(1)) : (0, ReceiptChain.Start);
    }
}
