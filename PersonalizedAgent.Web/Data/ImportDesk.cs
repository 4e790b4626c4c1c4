using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Data;

/// <summary>
/// Takes new data: receives its files, lets a person correct what their columns are taken for, reads them, keeps them. One attempt at a time;
/// whatever ends it before the data is kept removes all its files. Safe to use from many threads.
/// </summary>
internal sealed partial class ImportDesk : IDisposable
{
    private readonly DatasetLibrary _library;
    private readonly DatasetStore _datasets;
    private readonly IOptions<DatasetOptions> _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ImportDesk> _logger;
    private readonly Lock _lock = new();
    private volatile ImportState _state = new ImportState.Idle();
    private ImportAttempt? _attempt;

    public ImportDesk(DatasetLibrary library, DatasetStore datasets, IOptions<DatasetOptions> options, TimeProvider clock, ILogger<ImportDesk> logger)
    {
        (_library, _datasets, _options, _clock, _logger) = (library, datasets, options, clock, logger);
        _datasets.Changed += ForgetTaken;
    }

    /// <summary>Raised when the state changed. Handlers return at once.</summary>
    public event Action? Changed;

    /// <summary>How far it has come.</summary>
    public ImportState State => _state;

    /// <summary>How large files may be.</summary>
    public DatasetLimits Limits => _options.Value.Limits;

    /// <summary>Folders of the server from which data may be taken.</summary>
    public IReadOnlyList<string> AllowedFolders => [.. _options.Value.AllowedFolders];

    /// <summary>Begins to take data.</summary>
    /// <param name="totalBytes">The size of what will come, as far as it is known.</param>
    /// <param name="id">Names the attempt in all that follows.</param>
    /// <returns>Why not; <see langword="null"/> where it began.</returns>
    public string? Begin(long totalBytes, out string id)
    {
        id = Guid.CreateVersion7(_clock.GetUtcNow()).ToString("n");
        lock (_lock)
        {
            if (_state is ImportState.UnderWay)
                return "Other data is being taken at this moment. Wait until it is done, or cancel it.";
            try
            {
                _attempt = new ImportAttempt(id, _library.Stage(id));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogFailed(e);
                return DiskProblem.Describe(e);
            }

            _state = new ImportState.Receiving(id, "", 0, totalBytes);
        }

        Changed?.Invoke();
        return null;
    }

    /// <summary>Looks at the files when all are here.</summary>
    /// <param name="id">The attempt.</param>
    /// <param name="name">What the dataset will be called unless a person says otherwise.</param>
    /// <returns>Why the attempt ended; <see langword="null"/> where the files can be looked at.</returns>
    public string? Look(string id, string name)
    {
        if (Enter(id) is not { } attempt)
            return "This import has ended.";
        try
        {
            var files = DatasetFolder.Inspect(attempt.Staging, Limits).OrderBy(file => file.Table ?? (DatasetTable)int.MaxValue).ToArray();
            if (files.Length == 0)
                return Fail(id, "There is no CSV file among these. A CSV file's name ends in .csv, .tsv or .txt.");
            Set(id, new ImportState.Matching(id, name, AsOfRule.Automatic, files));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e);
            return Fail(id, DiskProblem.Describe(e));
        }
        finally
        {
            Leave(attempt);
        }
    }

    /// <summary>Corrects what the files are taken for, as they are matched at this moment: what a page shows may be a little older.</summary>
    /// <param name="id">The attempt.</param>
    /// <param name="correction">The correction.</param>
    public void Correct(string id, Func<ImportState.Matching, ImportState.Matching> correction)
    {
        lock (_lock)
        {
            if (_state is not ImportState.Matching matching || matching.Id != id)
                return;
            _state = correction(matching);
        }

        Changed?.Invoke();
    }

    /// <summary>Reads the files as they are matched, and keeps them. Returns when that is done or has failed; the state says what came of it.</summary>
    /// <param name="id">The attempt.</param>
    public async Task ReadAsync(string id)
    {
        ImportState.Matching matched;
        lock (_lock)
        {
            // Of two pages that ask for it only one begins.
            if (_state is not ImportState.Matching { Problems.Count: 0 } matching || matching.Id != id)
                return;
            matched = matching;
            _state = new ImportState.Reading(id, matched.Name, default, default);
        }

        Changed?.Invoke();
        if (Enter(id) is not { } attempt)
            return;
        var started = _clock.GetTimestamp();
        try
        {
            var source = DatasetFolder.ToSource(matched.Name.Trim(), matched.Files) with { AsOf = matched.AsOf };
            var progress = new Progress(this, _clock, matched, started);
            var result = await Task.Run(() => DatasetReader.Read(source, Limits, _clock.Today(), progress, attempt.Cancelled), CancellationToken.None);
            if (result is DatasetReadResult.Failed failed)
            {
                Fail(matched.Id, DiskProblem.WithoutFolder(failed.Reason));
                return;
            }

            var dataset = ((DatasetReadResult.Read)result).Dataset;
            lock (_lock)
            {
                // Cancelled or kept: nothing in between.
                if (attempt.HasEnded)
                    throw new OperationCanceledException();
                _state = new ImportState.Taken(_library.Accept(matched.Id, DatasetManifest.Of(dataset, source, _clock.GetUtcNow())).Id, dataset);
            }

            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Changed?.Invoke();
            _datasets.NotifyChanged();
            LogTaken(dataset.Users.Count, dataset.Orders.Count, _clock.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (OperationCanceledException)
        {
            Cancel(matched.Id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e);
            Fail(matched.Id, DiskProblem.Describe(e));
        }
        catch (Exception e)
        {
            LogFailed(e);
            Fail(matched.Id, "Something went wrong inside the program. The log says more.");
        }
        finally
        {
            Leave(attempt);
        }
    }

    /// <summary>Gives up; nothing is left of it.</summary>
    public void Cancel(string id) => End(id, new ImportState.Idle());

    /// <summary>Gives up because files did not arrive; nothing is left of it.</summary>
    public void Abort(string id, string reason) => Fail(id, reason);

    /// <summary>Takes note of what came of the last attempt.</summary>
    public void Dismiss()
    {
        lock (_lock)
        {
            if (_state is ImportState.UnderWay)
                return;
            _state = new ImportState.Idle();
        }

        Changed?.Invoke();
    }

    public void Dispose()
    {
        _datasets.Changed -= ForgetTaken;
        // A read that is under way gives up; what it leaves, the next start removes.
        _attempt?.Dispose();
    }

    /// <summary>What was taken is in use or deleted: it need not be kept at hand any more.</summary>
    private void ForgetTaken()
    {
        if (_state is not ImportState.Taken taken || (_datasets.CurrentKey != taken.Key && _library.Find(taken.Key) is not null))
            return;
        lock (_lock)
        {
            if (!ReferenceEquals(_state, taken))
                return;
            _state = new ImportState.Idle();
        }

        Changed?.Invoke();
    }

    /// <summary>Whoever works on the files of an attempt is counted: they are removed when the last one has left.</summary>
    private ImportAttempt? Enter(string id)
    {
        lock (_lock)
        {
            if (_state is not ImportState.UnderWay || _attempt is not { } attempt || attempt.Id != id)
                return null;
            attempt.Workers++;
            return attempt;
        }
    }

    private void Leave(ImportAttempt attempt)
    {
        lock (_lock)
        {
            attempt.Workers--;
            if (attempt.Workers > 0 || !attempt.HasEnded)
                return;
        }

        Discard(attempt.Id);
    }

    private void Set(string id, ImportState state)
    {
        lock (_lock)
        {
            if (_state is not ImportState.UnderWay underWay || underWay.Id != id)
                return;
            _state = state;
        }

        Changed?.Invoke();
    }

    private string Fail(string id, string reason)
    {
        End(id, new ImportState.Failed(reason));
        return reason;
    }

    private void End(string id, ImportState state)
    {
        ImportAttempt attempt;
        bool isIdle;
        lock (_lock)
        {
            if (_state is not ImportState.UnderWay || _attempt is null || _attempt.Id != id)
                return;
            attempt = _attempt;
            _state = state;
            attempt.HasEnded = true;
            isIdle = attempt.Workers == 0;
        }

        // Outside the lock: whoever waits may go on here and now.
        attempt.Cancel();
        if (isIdle)
            Discard(id);
    }

    /// <summary>Removes the files of an attempt that has ended, and only then says that it has.</summary>
    private void Discard(string id)
    {
        try
        {
            _library.Discard(id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogLeftBehind(e.Message);
        }

        Changed?.Invoke();
    }

    [LoggerMessage(LogLevel.Information, "{Users} users and {Orders} orders were taken in {Milliseconds:0} ms")]
    private partial void LogTaken(int users, int orders, double milliseconds);

    [LoggerMessage(LogLevel.Error, "Taking data failed")]
    private partial void LogFailed(Exception e);

    [LoggerMessage(LogLevel.Warning, "Files of an import could not be removed; the next start tries again: {Reason}")]
    private partial void LogLeftBehind(string reason);

    private sealed class Progress(ImportDesk desk, TimeProvider clock, ImportState.Matching matched, long started) : IProgress<ReadProgress>
    {
        private long? _told;

        public void Report(ReadProgress value)
        {
            if (_told is { } told && clock.GetElapsedTime(told) < TimeSpan.FromMilliseconds(100))
                return;
            _told = clock.GetTimestamp();
            desk.Set(matched.Id, new ImportState.Reading(matched.Id, matched.Name, value, clock.GetElapsedTime(started)));
        }
    }
}
