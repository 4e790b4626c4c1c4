using System.Text.Json;

namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>
/// The datasets that were accepted, each in a folder of its own beside its manifest. What is being taken lies in a folder whose name begins with
/// a dot and becomes a dataset by one rename: whatever happens before that, nothing is half taken. Safe to call from many threads.
/// </summary>
/// <param name="folder">Where they are kept; made when it is needed.</param>
public sealed class DatasetLibrary(string folder) : IDisposable
{
    private const string ManifestName = "dataset.json";
    private const string CurrentName = "current.txt";
    private const string StagingPrefix = ".taking-";
    private const string LeavingPrefix = ".leaving-";
    private const string InWorkName = ".in-work";
    private readonly Lock _lock = new();
    private readonly Dictionary<string, FileStream> _inWork = [];

    /// <summary>Removes what imports and deletions that were cut off have left behind. For the start, when none is under way; what another program is taking here at this moment is left alone.</summary>
    /// <returns>Folders that could not be removed.</returns>
    public IReadOnlyList<string> Clean()
    {
        var stuck = new List<string>();
        foreach (var left in Folders(".*"))
        {
            var name = Path.GetFileName(left);
            if (!name.StartsWith(StagingPrefix, StringComparison.Ordinal) && !name.StartsWith(LeavingPrefix, StringComparison.Ordinal))
                continue;
            try
            {
                if (File.Exists(Path.Combine(left, InWorkName)))
                    OpenInWork(left).Dispose();
                Directory.Delete(left, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                stuck.Add(left);
            }
        }

        return stuck;
    }

    /// <summary>The datasets kept, by name. A folder whose manifest cannot be read is none.</summary>
    public IReadOnlyList<KeptDataset> List() =>
        [.. Folders("*").Where(path => !Path.GetFileName(path).StartsWith('.')).Select(Open).OfType<KeptDataset>().OrderBy(kept => kept.Manifest.Name, StringComparer.OrdinalIgnoreCase).ThenBy(kept => kept.Id, StringComparer.Ordinal)];

    /// <summary>The dataset of an id, if there is one.</summary>
    public KeptDataset? Find(string id) => IsId(id) ? Open(Path.Combine(folder, id)) : null;

    /// <summary>The id that was last set as the one in use; <see langword="null"/> where none was.</summary>
    public string? LastInUse()
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, CurrentName)).Trim() is { Length: > 0 } id ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Notes which dataset is in use, so that a restart finds it.</summary>
    /// <exception cref="IOException">The disk refuses.</exception>
    public void SetInUse(string id)
    {
        lock (_lock)
        {
            Directory.CreateDirectory(folder);
            Replace(Path.Combine(folder, CurrentName), id);
        }
    }

    /// <summary>Makes an empty folder for data that is being taken.</summary>
    /// <param name="id">The id that the dataset will have.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public string Stage(string id)
    {
        var staging = Directory.CreateDirectory(StagingOf(id)).FullName;
        lock (_lock)
        {
            if (!_inWork.ContainsKey(id))
                _inWork.Add(id, OpenInWork(staging));
        }

        return staging;
    }

    /// <summary>Forgets data that was being taken, with all its files.</summary>
    public void Discard(string id)
    {
        Release(id);
        var staging = Path.Combine(folder, StagingPrefix + id);
        if (IsId(id) && Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
    }

    /// <summary>Accepts data that was being taken.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="manifest">What is known of it. Files that it does not name are removed.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public KeptDataset Accept(string id, DatasetManifest manifest)
    {
        var staging = StagingOf(id);
        Release(id);
        foreach (var path in Directory.EnumerateFiles(staging))
        {
            if (!manifest.Files.Any(file => file.File == Path.GetFileName(path)))
                File.Delete(path);
        }

        File.WriteAllBytes(Path.Combine(staging, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.DatasetManifest));
        var kept = Path.Combine(folder, id);
        Directory.Move(staging, kept);
        return new KeptDataset(id, kept, manifest);
    }

    /// <summary>Gives a dataset another name.</summary>
    /// <returns>Whether there is such a dataset.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public bool Rename(string id, string name)
    {
        lock (_lock)
        {
            if (Find(id) is not { } kept)
                return false;
            Replace(Path.Combine(kept.Folder, ManifestName), JsonSerializer.Serialize(kept.Manifest with { Name = name }, ManifestJson.Default.DatasetManifest));
            return true;
        }
    }

    /// <summary>Removes a dataset and its files.</summary>
    /// <returns>Whether there was such a dataset.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    public bool Delete(string id)
    {
        lock (_lock)
        {
            if (Find(id) is not { } kept)
                return false;
            // Gone at once, even where removing many files takes a while or is cut off.
            var leaving = Path.Combine(folder, LeavingPrefix + id);
            Directory.Move(kept.Folder, leaving);
            Directory.Delete(leaving, recursive: true);
            return true;
        }
    }

    /// <summary>Lets go of what is being taken.</summary>
    public void Dispose()
    {
        foreach (var id in _inWork.Keys.ToArray())
            Release(id);
    }

    /// <summary>Holds a file open that only one program can, so that another does not take an import that is under way for one that was cut off.</summary>
    private static FileStream OpenInWork(string staging) => new(Path.Combine(staging, InWorkName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private void Release(string id)
    {
        lock (_lock)
        {
            if (_inWork.Remove(id, out var held))
                held.Dispose();
        }
    }

    private string StagingOf(string id) =>
        IsId(id) ? Path.Combine(folder, StagingPrefix + id) : throw new ArgumentException("An id is made of letters, digits and dashes.", nameof(id));

    private static bool IsId(string id) => id.Length is > 0 and <= 64 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    private static KeptDataset? Open(string path)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(path, ManifestName)), ManifestJson.Default.DatasetManifest);
            return manifest is null || manifest.Files.Contains(null) ? null : new KeptDataset(Path.GetFileName(path), path, manifest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a file so that a reader sees the old text or the new one, never a part.</summary>
    private static void Replace(string path, string text)
    {
        File.WriteAllText(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }

    private string[] Folders(string pattern) => Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern) : [];
}
