using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Data;

internal sealed partial class ImportDesk
{
    /// <summary>So many files are taken at once.</summary>
    private const int MaxFiles = 100;

    private static readonly string TooManyFiles = $"More than {MaxFiles} files are too many for one dataset.";

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

    /// <summary>Puts what is in an archive in its place; from then on that counts as received.</summary>
    private async Task<string?> UnpackAsync(ImportAttempt attempt, string path, CancellationToken cancellationToken)
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

    private static int FilesOf(ImportAttempt attempt) => Directory.EnumerateFiles(attempt.Staging).Count(DatasetFolder.IsDataFile);

    private async Task<string?> SaveAsync(ImportAttempt attempt, string name, Stream body, string path, CancellationToken cancellationToken)
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
}
