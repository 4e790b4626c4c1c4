using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Health;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Web.Data;

/// <summary>Holds the dataset in use, and knows those that can be switched to. Safe to use from many threads.</summary>
internal sealed partial class DatasetStore(IOptions<DatasetOptions> options, IOptions<DemoOptions> demo, DatasetLibrary library, ModelDesk models, TimeProvider clock, ILogger<DatasetStore> logger) : IDisposable
{
    private const string DeleteRefused = "This dataset is in use. Switch to another one first.";

    /// <summary>So many issues go to the log; the page shows all of them.</summary>
    private const int LoggedIssues = 20;

    private readonly SemaphoreSlim _switching = new(1);
    private readonly ConditionalWeakTable<Dataset, Examination> _examinations = [];
    private volatile InUse? _inUse;
    private volatile SwitchState? _switch;
    private volatile string? _comingKey;
    private int _listVersion;

    /// <summary>Raised when another dataset is in use, when one is on its way, and when the list changed. Handlers return at once.</summary>
    public event Action? Changed;

    /// <summary>Goes up when the list of datasets, or which of them is in use, changed; not when one on its way has come further.</summary>
    public int ListVersion => _listVersion;

    /// <summary>Whether a dataset was taken.</summary>
    public bool IsReady => _inUse is not null;

    /// <summary>The dataset in use, and its key.</summary>
    /// <exception cref="InvalidOperationException">None was taken yet.</exception>
    public InUse CurrentInUse => _inUse ?? throw new InvalidOperationException("No dataset was loaded.");

    /// <summary>The dataset in use.</summary>
    /// <exception cref="InvalidOperationException">None was taken yet.</exception>
    public Dataset Current => CurrentInUse.Dataset;

    /// <summary>The key of the dataset in use.</summary>
    /// <exception cref="InvalidOperationException">None was taken yet.</exception>
    public string CurrentKey => CurrentInUse.Key;

    /// <summary>The dataset on its way, if any, or why the last one did not come.</summary>
    public SwitchState? Switch => _switch;

    /// <summary>The datasets that can be switched to: the demo, that of the setting, those kept.</summary>
    public IReadOnlyList<DatasetEntry> Entries =>
    [
        new DatasetEntry(DatasetEntry.DemoKey, DemoName, DatasetOrigin.Demo),
        .. options.Value.Path.Length > 0 ? [new DatasetEntry(DatasetEntry.SettingKey, Path.GetFileName(Path.TrimEndingDirectorySeparator(options.Value.Path)), DatasetOrigin.Setting)] : (DatasetEntry[])[],
        .. library.List().Select(DatasetEntry.Of),
    ];

    private static string DemoName => "Demo shop";

    /// <summary>Reads the dataset to start with: that of the setting, else the one last in use, else the demo. Its model is fitted in the background.</summary>
    /// <returns>Why there is none, in one line; <see langword="null"/> when one was taken.</returns>
    public string? Load()
    {
        if (LoadData() is { } reason)
            return reason;
        models.Begin(Current);
        return null;
    }

    private string? LoadData()
    {
        foreach (var stuck in library.Clean())
            LogStuck(stuck);
        if (options.Value.Path.Length > 0)
            return TakeAtOnce(DatasetEntry.SettingKey);
        if (library.LastInUse() is { } last && last != DatasetEntry.DemoKey)
        {
            if (TakeAtOnce(last) is not { } reason)
                return null;
            LogNotTaken(last, reason);
        }

        return TakeAtOnce(DatasetEntry.DemoKey);
    }

    /// <summary>Puts another dataset into use on all pages; the one in use stays until then, and for good where the other cannot be read.</summary>
    /// <param name="key">Names it.</param>
    /// <param name="alreadyRead">The dataset, where it is at hand.</param>
    /// <returns>Why it was not taken; <see langword="null"/> where it was.</returns>
    public async Task<string?> SwitchAsync(string key, Dataset? alreadyRead = null)
    {
        if (!await _switching.WaitAsync(TimeSpan.Zero))
            return "Another dataset is on its way.";
        try
        {
            // Also one that was read just now may have been deleted meanwhile.
            if (Entries.FirstOrDefault(entry => entry.Key == key)?.Name is not { } name)
                return "There is no such dataset any more.";
            _comingKey = key;
            Say(new SwitchState(name, null, null));
            var (dataset, reason) = alreadyRead is null
                ? await Task.Run(() => Read(key, new Progress(this, clock, name)) is var read && read.Reason is { } problem ? (null, $"{name} was not taken. {DiskProblem.WithoutFolder(problem)}") : read)
                : (alreadyRead with { Name = name }, null);
            if (dataset is not null)
            {
                // Until its model is ready the data in use goes on with its own.
                var fitted = await models.FitAsync(dataset);
                _inUse = new InUse(key, dataset);
                models.Publish(fitted);
                models.KeepOnly(dataset);
                NotifyChanged();
                reason = key == DatasetEntry.SettingKey ? null : Remember(key);
            }

            Say(reason is null ? null : new SwitchState(name, null, reason));
            return reason;
        }
        catch (Exception e)
        {
            LogFailed(e);
            const string reason = "Something went wrong inside the program. The log says more.";
            Say(new SwitchState(key, null, reason));
            return reason;
        }
        finally
        {
            _comingKey = null;
            _switching.Release();
        }
    }

    /// <summary>What a dataset can answer; found out once for each and day, in the background.</summary>
    public Task<Diagnosis> DiagnoseAsync(Dataset dataset)
    {
        var today = dataset.Today(clock);
        lock (_examinations)
        {
            if (!_examinations.TryGetValue(dataset, out var known) || known.Today != today || known.Diagnosis.IsFaulted)
                _examinations.AddOrUpdate(dataset, known = new Examination(today, Task.Run(() => Doctor.Examine(dataset, today))));
            return known.Diagnosis;
        }
    }

    /// <summary>Takes away the word on why the last switch went wrong.</summary>
    public void DismissSwitch()
    {
        if (_switch is { Reason: not null })
            Say(null);
    }

    /// <summary>Gives a kept dataset another name.</summary>
    /// <returns>Why not; <see langword="null"/> where it was done.</returns>
    public string? Rename(string key, string name)
    {
        name = name.Trim();
        if (name.Length is 0 or > 80)
            return "A name has 1 to 80 characters.";
        return Change(() =>
        {
            if (!library.Rename(key, name))
                return "There is no such dataset any more.";
            if (CurrentInUse is { } inUse && inUse.Key == key)
                _inUse = new InUse(key, inUse.Dataset with { Name = name });
            return null;
        });
    }

    /// <summary>Removes a kept dataset, never the one in use.</summary>
    /// <returns>Why not; <see langword="null"/> where it was done.</returns>
    public string? Delete(string key) => key == _comingKey ? DeleteRefused : Change(() =>
        key == CurrentKey ? DeleteRefused
        : library.Delete(key) ? null : "There is no such dataset any more.");

    /// <summary>Says that the list of datasets changed.</summary>
    public void NotifyChanged()
    {
        Interlocked.Increment(ref _listVersion);
        Changed?.Invoke();
    }

    public void Dispose() => _switching.Dispose();

    private string? Change(Func<string?> change)
    {
        // Not while another dataset is on its way: it could be the one to be changed.
        if (!_switching.Wait(TimeSpan.Zero))
            return "Another dataset is on its way. Try again when it is in use.";
        string? reason;
        try
        {
            reason = change();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e);
            reason = DiskProblem.Describe(e);
        }
        finally
        {
            _switching.Release();
        }

        NotifyChanged();
        return reason;
    }

    private string? Remember(string key)
    {
        try
        {
            library.SetInUse(key);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e);
            return $"The dataset is in use now, but a restart will not find it so. {DiskProblem.Describe(e)}";
        }
    }

    private string? TakeAtOnce(string key)
    {
        var (dataset, reason) = Read(key, progress: null);
        if (dataset is null)
            return reason;
        _inUse = new InUse(key, dataset);
        NotifyChanged();
        return null;
    }

    private (Dataset? Dataset, string? Reason) Read(string key, IProgress<ReadProgress>? progress)
    {
        if (Find(key, out var source) is { } reason)
            return (null, reason);
        var started = clock.GetTimestamp();
        var result = DatasetReader.Read(source!, options.Value.Limits, clock.Today(), progress);
        if (result is DatasetReadResult.Failed failed)
            return (null, failed.Reason);
        var dataset = ((DatasetReadResult.Read)result).Dataset;
        // Reading leaves a file's worth of garbage; a server that then idles would keep that memory.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Report(dataset, clock.GetElapsedTime(started));
        return (dataset, null);
    }

    private string? Find(string key, out DatasetSource? source)
    {
        source = null;
        if (key is DatasetEntry.DemoKey or DatasetEntry.SettingKey)
        {
            var isDemo = key == DatasetEntry.DemoKey;
            if (DatasetFolder.TryFind(Resolve(isDemo ? demo.Value.Path : options.Value.Path), options.Value.Limits, out var found) is { } reason)
                return reason;
            source = isDemo ? found with { Name = DemoName, IsDemo = true, FixedToday = demo.Value.Today, AsOf = AsOfRule.Clock } : found with { AsOf = options.Value.AsOf };
            return null;
        }

        if (library.Find(key) is not { } kept)
            return "There is no such dataset any more.";
        source = kept.Source;
        return null;
    }

    /// <summary>A relative path is looked for in the working directory, then beside the program, where the example data lies.</summary>
    private static string Resolve(string path) =>
        Path.IsPathRooted(path) || Path.Exists(path) || !Path.Exists(Path.Combine(AppContext.BaseDirectory, path))
            ? Path.GetFullPath(path)
            : Path.Combine(AppContext.BaseDirectory, path);

    private void Say(SwitchState? state)
    {
        _switch = state;
        Changed?.Invoke();
    }

    private void Report(Dataset dataset, TimeSpan took)
    {
        LogLoaded(dataset.Users.Count, dataset.Orders.Count, dataset.Report.Files.Sum(file => (long)file.RowCount), dataset.Name, took.TotalMilliseconds);
        foreach (var (file, issue) in dataset.Report.Window(0, LoggedIssues))
            LogIssue(file, issue.Line, issue.Column, issue.Reason);
        if (dataset.Report.IssueCount > LoggedIssues)
            LogMoreIssues(dataset.Name, dataset.Report.IssueCount - LoggedIssues);
    }

    [LoggerMessage(LogLevel.Information, "{Users} users and {Orders} orders of {Rows} rows of {Name} are used; read in {Milliseconds:0} ms")]
    private partial void LogLoaded(int users, int orders, long rows, string name, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Name}, line {Line}, {Column}: {Reason}")]
    private partial void LogIssue(string name, int line, string column, string reason);

    [LoggerMessage(LogLevel.Warning, "{Name}: {Count} more issues; the dashboard lists all of them")]
    private partial void LogMoreIssues(string name, long count);

    [LoggerMessage(LogLevel.Warning, "What an import left behind could not be removed: {Path}")]
    private partial void LogStuck(string path);

    [LoggerMessage(LogLevel.Warning, "The dataset last in use, {Key}, could not be taken; the demo is used: {Reason}")]
    private partial void LogNotTaken(string key, string reason);

    [LoggerMessage(LogLevel.Error, "A change of datasets failed")]
    private partial void LogFailed(Exception e);

    [LoggerMessage(LogLevel.Error, "The data could not be looked at")]
    internal partial void LogNotExamined(Exception e);

    private sealed record Examination(DateOnly Today, Task<Diagnosis> Diagnosis);

    /// <summary>Tells all pages how far a dataset has come, ten times a second at most.</summary>
    private sealed class Progress(DatasetStore store, TimeProvider clock, string name) : IProgress<ReadProgress>
    {
        private long? _told;

        public void Report(ReadProgress value)
        {
            if (_told is { } told && clock.GetElapsedTime(told) < TimeSpan.FromMilliseconds(100))
                return;
            _told = clock.GetTimestamp();
            store.Say(new SwitchState(name, value, null));
        }
    }
}

/// <summary>A dataset in use.</summary>
/// <param name="Key">Names it.</param>
/// <param name="Dataset">The dataset.</param>
internal sealed record InUse(string Key, Dataset Dataset);

/// <summary>A dataset on its way into use.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Progress">How far it has come, if that is known.</param>
/// <param name="Reason">What went wrong; <see langword="null"/> while it is on its way.</param>
internal sealed record SwitchState(string Name, ReadProgress? Progress, string? Reason);
