using Microsoft.Data.Sqlite;
using PersonalizedAgent.Core.Storage;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Storage;

/// <summary>A folder for a log's file, removed with all in it.</summary>
internal sealed class LogFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public string Path => System.IO.Path.Combine(_folder.FullName, "agent.db");

    public string ConnectionString => $"Data Source={Path}";

    public ManualClock Clock { get; } = new();

    public SqliteDecisionLog Open(Action<StorageOptions>? vary = null, int inMemory = 100)
    {
        var options = new StorageOptions { ConnectionString = ConnectionString };
        vary?.Invoke(options);
        return SqliteDecisionLog.Open(options, Clock, inMemory);
    }

    /// <summary>Changes the file behind the log's back.</summary>
    public void Execute(string sql)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
