using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Startup;

/// <summary>
/// Takes new data: receives its files, lets a person correct what their columns are taken for, reads them, keeps them. One attempt at a time;
/// whatever ends it before the data is kept removes all its files. Safe to use from many threads.
/// </summary>
internal sealed partial class ImportDesk : IDisposable
{
    /// <summary>So many files are taken at once.</summary>
    private const int MaxFiles = 100;

    private static readonly string TooManyFiles = $"More than {MaxFiles} files are too many for one dataset.";

    private readonly DatasetLibrary _library;
    private readonly DatasetStore _datasets;
    private readonly IOptions<DatasetOptions> _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<ImportDesk> _logger;
    private readonly Lock _lock = new();
    private volatile ImportState _state = new ImportState.Idle();
    private Attempt? _attempt;

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
                _attempt = new Attempt(id, _library.Stage(id));
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

    /// <summary>Takes one file in as it arrives; a zip is unpacked.</summary>
    /// <param name="id">The attempt.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="cancellationToken">The sender went away.</param>
    /// <returns>Why not, in which case the attempt has ended; <see langword="null"/> where it is here.</returns>
    /// <exception cref="OperationCanceledException">The attempt was cancelled, or the sender went away, which cancels it.</exception>
    public async Task<string?> ReceiveAsync(string id, string name, Stream body, CancellationToken cancellationToken)
    {
        if (_state is not ImportState.Receiving || Enter(id) is not { } attempt)
            return "This import has ended.";
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, attempt.Cancelled);
        try
        {
            var isZip = Path.GetExtension(name).Equals(".zip", StringComparison.OrdinalIgnoreCase);
            var path = Path.Combine(attempt.Staging, isZip ? ".upload.zip" : FileNames.Safe(name));
            if (FilesOf(attempt) >= MaxFiles)
                return Fail(id, TooManyFiles);
            if (File.Exists(path))
                return Fail(id, $"There are two files called {FileNames.Safe(name)}. Give them different names.");
            if (await SaveAsync(attempt, name, body, path, either.Token) is { } reason)
                return Fail(id, reason);
            if (!isZip)
                return null;
            Set(id, new ImportState.Receiving(id, $"unpacking {name}", attempt.Received, attempt.Received));
            return await UnpackAsync(attempt, path, either.Token) is { } refused ? Fail(id, refused) : null;
        }
        catch (OperationCanceledException)
        {
            Cancel(id);
            throw;
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

    /// <summary>Copies the data files of a folder of the server, if that is allowed.</summary>
    /// <returns>Why not; <see langword="null"/> where they are here and can be looked at, or where somebody cancelled.</returns>
    public async Task<string?> TakeFolderAsync(string folder)
    {
        if (FolderRules.Resolve(folder, AllowedFolders) is not { } allowed)
            return "This folder is not one from which data may be taken, or there is no such folder. The setting Dataset:AllowedFolders names them.";
        FileInfo[] files;
        try
        {
            // Not links, which may lead out of the folder, and not pipes and empty files, which have no size.
            files = [.. new DirectoryInfo(allowed).EnumerateFiles().Where(file => DatasetFolder.IsDataFile(file.Name) && file.LinkTarget is null && file.Length > 0)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e);
            return "The folder cannot be read. See that the program may; the log says more.";
        }

        if (files.Length == 0)
            return "There are no CSV files in this folder.";
        if (Begin(files.Sum(file => file.Length), out var id) is { } busy)
            return busy;
        try
        {
            foreach (var file in files)
            {
                await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read);
                if (await ReceiveAsync(id, file.Name, stream, CancellationToken.None) is { } reason)
                    return reason;
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogFailed(e);
            return Fail(id, "A file of the folder cannot be read. See that the program may; the log says more.");
        }

        return Look(id, Path.GetFileName(Path.TrimEndingDirectorySeparator(allowed)));
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
                Fail(matched.Id, WithoutFolder(failed.Reason));
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

    /// <summary>Why data could not be read, without the folder: paths of the server are nobody's business on a page.</summary>
    internal static string WithoutFolder(string reason)
    {
        var end = reason.IndexOf(": ", StringComparison.Ordinal);
        return end < 0 ? reason : Path.GetFileName(reason[..end]) + reason[end..];
    }

    /// <summary>Puts what is in an archive in its place; from then on that counts as received.</summary>
    private async Task<string?> UnpackAsync(Attempt attempt, string path, CancellationToken cancellationToken)
    {
        attempt.Received -= new FileInfo(path).Length;
        var limits = new ZipLimits(Limits.FileBytes, Limits.TotalBytes - attempt.Received, MaxFiles);
        var result = await Task.Run(() => ZipUnpacker.Unpack(path, attempt.Staging, limits, null, cancellationToken), cancellationToken);
        File.Delete(path);
        if (result is UnpackResult.Refused refused)
            return refused.Reason;
        attempt.Received += ((UnpackResult.Unpacked)result).FileNames.Sum(file => new FileInfo(Path.Combine(attempt.Staging, file)).Length);
        return FilesOf(attempt) > MaxFiles ? TooManyFiles : null;
    }

    private static int FilesOf(Attempt attempt) => Directory.EnumerateFiles(attempt.Staging).Count(DatasetFolder.IsDataFile);

    private async Task<string?> SaveAsync(Attempt attempt, string name, Stream body, string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[1 << 17];
        var told = _clock.GetTimestamp();
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            attempt.Received += read;
            if (file.Position > Limits.FileBytes)
                return $"{name} is larger than {Limits.FileBytes} bytes, which Dataset:Limits:FileBytes allows.";
            if (attempt.Received > Limits.TotalBytes)
                return $"The files are larger than {Limits.TotalBytes} bytes together, which Dataset:Limits:TotalBytes allows.";
            if (_clock.GetElapsedTime(told) < TimeSpan.FromMilliseconds(100) || _state is not ImportState.Receiving receiving)
                continue;
            told = _clock.GetTimestamp();
            Set(attempt.Id, receiving with { FileName = name, Bytes = attempt.Received });
        }

        return null;
    }

    /// <summary>Whoever works on the files of an attempt is counted: they are removed when the last one has left.</summary>
    private Attempt? Enter(string id)
    {
        lock (_lock)
        {
            if (_state is not ImportState.UnderWay || _attempt is not { } attempt || attempt.Id != id)
                return null;
            attempt.Workers++;
            return attempt;
        }
    }

    private void Leave(Attempt attempt)
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
        Attempt attempt;
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

    /// <summary>One attempt to take data.</summary>
    private sealed class Attempt : IDisposable
    {
        private readonly CancellationTokenSource _cancellation = new();

        public Attempt(string id, string staging) => (Id, Staging, Cancelled) = (id, staging, _cancellation.Token);

        public string Id { get; }

        /// <summary>Where its files lie.</summary>
        public string Staging { get; }

        public CancellationToken Cancelled { get; }

        /// <summary>Bytes that have arrived.</summary>
        public long Received { get; set; }

        /// <summary>How many are working on its files.</summary>
        public int Workers { get; set; }

        /// <summary>Whether it failed or was cancelled.</summary>
        public bool HasEnded { get; set; }

        public void Cancel() => _cancellation.Cancel();

        /// <summary>For the end of the program: whoever still works gives up.</summary>
        public void Dispose()
        {
            _cancellation.Cancel();
            _cancellation.Dispose();
        }
    }

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
