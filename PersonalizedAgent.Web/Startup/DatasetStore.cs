using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Web.Startup;

/// <summary>Holds the dataset in use. Safe to read from many threads.</summary>
internal sealed partial class DatasetStore(IOptions<DatasetOptions> options, TimeProvider clock, ILogger<DatasetStore> logger)
{
    /// <summary>So many issues go to the log; the page shows all of them.</summary>
    private const int LoggedIssues = 20;

    private volatile Dataset? _current;

    /// <summary>Whether a dataset was taken.</summary>
    public bool IsReady => _current is not null;

    /// <summary>The dataset in use.</summary>
    /// <exception cref="InvalidOperationException">None was taken yet.</exception>
    public Dataset Current => _current ?? throw new InvalidOperationException("No dataset was loaded.");

    /// <summary>Reads the dataset that the settings name, and takes it if it can be read.</summary>
    /// <returns>Why it cannot be used, in one line; <see langword="null"/> when it was taken.</returns>
    public string? Load()
    {
        var started = clock.GetTimestamp();
        switch (UsersCsvReader.ReadFile(Resolve(options.Value.Path), clock.Today()))
        {
            case DatasetReadResult.Failed failed:
                return failed.Reason;
            case DatasetReadResult.Read read:
                _current = read.Dataset;
                Report(read.Dataset, clock.GetElapsedTime(started));
                return null;
            default:
                throw new InvalidOperationException("Unknown result of reading a dataset.");
        }
    }

    /// <summary>A relative path is looked for in the working directory, then beside the program, where the example data lies.</summary>
    private static string Resolve(string path) =>
        Path.IsPathRooted(path) || File.Exists(path) || !File.Exists(Path.Combine(AppContext.BaseDirectory, path))
            ? Path.GetFullPath(path)
            : Path.Combine(AppContext.BaseDirectory, path);

    private void Report(Dataset dataset, TimeSpan took)
    {
        // Reading leaves a file's worth of garbage; a server that then idles would keep that memory.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        LogLoaded(dataset.Users.Count, dataset.Report.RowCount, dataset.Name, took.TotalMilliseconds);
        foreach (var issue in dataset.Report.Issues.Take(LoggedIssues))
            LogIssue(dataset.Name, issue.Line, issue.Column, issue.Reason);
        if (dataset.Report.Issues.Count > LoggedIssues)
            LogMoreIssues(dataset.Name, dataset.Report.Issues.Count - LoggedIssues);
    }

    [LoggerMessage(LogLevel.Information, "{Count} of {Rows} rows of {Name} are used as users; read in {Milliseconds:0} ms")]
    private partial void LogLoaded(int count, int rows, string name, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Name}, line {Line}, {Column}: {Reason}")]
    private partial void LogIssue(string name, int line, string column, string reason);

    [LoggerMessage(LogLevel.Warning, "{Name}: {Count} more issues; the dashboard lists all of them")]
    private partial void LogMoreIssues(string name, int count);
}
