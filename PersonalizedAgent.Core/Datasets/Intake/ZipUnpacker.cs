using System.IO.Compression;

namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>Takes the tables out of a zip archive, as streams: <c>.csv</c>, <c>.tsv</c> and <c>.txt</c>. Folders in it are flattened, all other files are passed over.</summary>
public static class ZipUnpacker
{
    private const int BufferBytes = 1 << 17;

    /// <summary>Up to this size a file may be packed as tight as it likes.</summary>
    private const long RatioFreeBytes = 1 << 20;

    /// <summary>What one entry may take in the table of contents, with a long name and extra fields.</summary>
    private const long ContentsBytesPerEntry = 1 << 10;

    /// <summary>What finding the table of contents may take besides: the comment at the archive's end, and buffers.</summary>
    private const long ContentsBytesFree = 1 << 18;

    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase) { ".csv", ".tsv", ".txt" };

    /// <summary>Unpacks an archive. On refusal, cancellation or failure none of its files stays in the folder; files that were there before are never touched.</summary>
    /// <param name="zipPath">The archive.</param>
    /// <param name="directory">The folder, made where there is none.</param>
    /// <param name="limits">How much the archive may hold.</param>
    /// <param name="progress">Is told the bytes written so far.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The names of the files, or in one line why the archive cannot be used.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static UnpackResult Unpack(string zipPath, string directory, ZipLimits limits, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var name = FileNames.Safe(zipPath);
        var written = new List<string>();
        UnpackResult? result = null;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            result = Unpack(name, zipPath, directory, limits, written, progress, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            result = new UnpackResult.Refused($"{name}: there is no such file. Choose another.");
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException)
        {
            result = new UnpackResult.Refused($"{name}: the archive is damaged, or packed in an unusual way. Pack it again as an ordinary zip.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            result = new UnpackResult.Refused($"{name}: it could not be unpacked here. See that the disk has room and that the folder can be written.");
        }
        finally
        {
            if (result is not UnpackResult.Unpacked)
                Delete(written);
        }

        return result;
    }

    private static UnpackResult Unpack(string name, string zipPath, string directory, ZipLimits limits, List<string> written, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        using var file = new FileStream(zipPath, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        using var metered = new MeteredStream(file);
        if (OpenArchive(metered, limits) is not { } archive)
            return new UnpackResult.Refused($"{name}: {TooManyEntries(limits)}");

        using (archive)
        {
            if (FindTables(archive, limits, out var tables) is { } reason)
                return new UnpackResult.Refused($"{name}: {reason}");

            Directory.CreateDirectory(directory);
            var buffer = new byte[BufferBytes];
            var total = 0L;
            foreach (var (tableName, entry) in tables)
            {
                var path = Path.Combine(directory, tableName);
                if (Path.Exists(path))
                    return new UnpackResult.Refused($"{name}: {tableName} is there already. Remove it first, or rename the one in the archive.");
                using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
                written.Add(path);
                if (Extract(entry, metered, target, limits, buffer, ref total, progress, cancellationToken) is { } problem)
                    return new UnpackResult.Refused($"{name}: {tableName} {problem}");
            }

            return new UnpackResult.Unpacked([.. tables.Select(table => table.Name)]);
        }
    }

    /// <summary>Opens an archive, but reads no more of its table of contents than the entries allowed may need: a list of millions would fill the memory.</summary>
    /// <returns>The archive, or null where its table of contents is too long.</returns>
    private static ZipArchive? OpenArchive(MeteredStream stream, ZipLimits limits)
    {
        stream.MaxReadCount = ContentsBytesFree + limits.MaxEntries * ContentsBytesPerEntry;
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.Entries.Count > limits.MaxEntries)
                return null;
            stream.MaxReadCount = long.MaxValue;
            var opened = archive;
            archive = null;
            return opened;
        }
        catch (InvalidDataException) when (stream.IsSpent)
        {
            return null;
        }
        finally
        {
            archive?.Dispose();
        }
    }

    /// <summary>Looks at all entries before the first is unpacked.</summary>
    /// <returns>Why the archive is refused, or null.</returns>
    private static string? FindTables(ZipArchive archive, ZipLimits limits, out List<(string Name, ZipArchiveEntry Entry)> tables)
    {
        tables = [];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var announced = 0L;
        foreach (var entry in archive.Entries)
        {
            var path = entry.FullName;
            var safe = FileNames.Safe(path);
            if (LeavesFolder(path))
                return $"{safe} has a path that leads out of the folder. Pack the files by their bare names.";
            if (entry.IsEncrypted)
                return $"{safe} is encrypted. Pack it again without a password.";
            if (!IsTable(path))
                continue;
            if (!names.Add(safe))
                return $"{safe} is in it twice. Give each file a name of its own; folders and case do not count.";
            // The header may lie; what is written is counted too. An honest one saves the work.
            if (entry.Length > limits.MaxFileBytes || entry.Length > limits.MaxTotalBytes - announced)
                return $"{safe} {TooLarge(entry.Length > limits.MaxFileBytes, limits)}";
            announced += entry.Length;
            tables.Add((safe, entry));
        }

        return tables.Count > 0 ? null : "there is no .csv file in it. Pack the tables as .csv files.";
    }

    /// <returns>Why the entry is refused, or null.</returns>
    private static string? Extract(
        ZipArchiveEntry entry, MeteredStream archive, Stream target, ZipLimits limits, byte[] buffer, ref long total, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var readBefore = archive.ReadCount;
        var checksum = new Crc32();
        var size = 0L;
        using var source = entry.Open();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = source.Read(buffer);
            if (count == 0)
                break;
            size += count;
            total += count;
            if (size > limits.MaxFileBytes || total > limits.MaxTotalBytes)
                return TooLarge(size > limits.MaxFileBytes, limits);
            if (size > RatioFreeBytes && size > limits.MaxRatio * (archive.ReadCount - readBefore))
                return $"becomes more than {limits.MaxRatio} times as large as it is packed, as no table does. Unpack it yourself and bring the file.";
            checksum.Add(buffer.AsSpan(0, count));
            target.Write(buffer, 0, count);
            progress?.Report(total);
        }

        return size == entry.Length && checksum.Value == entry.Crc32 ? null : "is damaged: size or checksum do not match. Pack it again.";
    }

    private static bool LeavesFolder(string path) =>
        path.StartsWith('/') || path.Contains('\\') || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])) || path.Split('/').Contains("..");

    private static bool IsTable(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Length > 0 && name[0] != '.' && Extensions.Contains(Path.GetExtension(name)) && !path.Split('/').Contains("__MACOSX");
    }

    private static string TooManyEntries(ZipLimits limits) => $"there are more than {limits.MaxEntries} files in it. Pack only the tables.";

    private static string TooLarge(bool isFile, ZipLimits limits) => isFile
        ? $"is larger than {Size(limits.MaxFileBytes)}. Bring fewer rows or columns."
        : $"makes the files larger than {Size(limits.MaxTotalBytes)} together. Bring fewer rows or files.";

    private static string Size(long bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MiB" : $"{bytes} bytes";

    private static void Delete(List<string> paths)
    {
        foreach (var path in paths)
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Nothing more can be done here, and the others shall still go.
            }
        }
    }
}
