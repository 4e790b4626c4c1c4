using System.Text;
using CsvHelper;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>Finds out what the files of a folder are.</summary>
public static class DatasetFolder
{
    /// <summary>So many rows are looked at to tell in which order dates are written.</summary>
    private const int PreviewRows = 50;

    private static readonly string[] Extensions = [".csv", ".tsv", ".txt"];

    /// <summary>Whether a file seems to hold rows, by its name.</summary>
    public static bool IsDataFile(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && !Path.GetFileName(path).StartsWith('.');

    /// <summary>What a path can be read as: a folder of CSV files, or a users' file alone.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <param name="limits">How large files may be.</param>
    /// <param name="source">The source, where there is one.</param>
    /// <returns>Why there is none, in one line; <see langword="null"/> where there is.</returns>
    public static string? TryFind(string path, DatasetLimits limits, out DatasetSource source)
    {
        source = DatasetSource.UsersFile(path);
        if (!Directory.Exists(path))
            return File.Exists(path) ? null : $"{path}: there is no such file. Name a folder of CSV files or a users' file by the setting Dataset:Path.";
        try
        {
            var files = Inspect(path, limits);
            source = ToSource(new DirectoryInfo(path).Name, files);
            return source.Files.Any(file => file.Table == DatasetTable.Users) ? null
                : $"{path}: there is no users' file in this folder. Add users.csv with a column user_id, or name another folder by the setting Dataset:Path.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{path}: {e.Message}. Name another folder by the setting Dataset:Path.";
        }
    }

    /// <summary>Looks at the CSV files of a folder, each table taken at most once.</summary>
    /// <param name="folder">The folder; folders in it are not looked at.</param>
    /// <param name="limits">How large files may be.</param>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file must not be read.</exception>
    public static IReadOnlyList<InspectedFile> Inspect(string folder, DatasetLimits limits)
    {
        var files = Directory.EnumerateFiles(folder)
            .Where(IsDataFile)
            .Order(StringComparer.Ordinal)
            .Select(path => InspectFile(path, limits))
            .ToList();

        // A file that bears a table's own name is that table; of several others the first is.
        var taken = new HashSet<DatasetTable>();
        foreach (var isOwnName in (bool[])[true, false])
        {
            for (var i = 0; i < files.Count; i++)
            {
                if (files[i].Table is { } table && isOwnName == files[i].FileName.Equals(DatasetSchema.FileName(table), StringComparison.OrdinalIgnoreCase) && !taken.Add(table))
                    files[i] = files[i].As(null);
            }
        }

        return files;
    }

    /// <summary>Looks at one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">How large it may be.</param>
    public static InspectedFile InspectFile(string path, DatasetLimits limits)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var preview = Preview(stream, limits);
        var file = new InspectedFile(path, stream.Length, preview, null, new Dictionary<string, int>(), DateOrder.YearMonthDay);
        return file.As(preview.Headers.Count == 0 ? null : HeaderMatcher.GuessTable(file.FileName, preview.Headers));
    }

    /// <summary>The files as a source.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="files">The files; those without a table are not read.</param>
    public static DatasetSource ToSource(string name, IReadOnlyList<InspectedFile> files) => new(name, [.. files.Where(file => file.Table is not null).Select(file => file.ToTableFile())])
    {
        UnusedFiles = [.. files.Where(file => file.Table is null).Select(file => file.FileName)],
    };

    /// <summary>In which order the dates of a file seem to name day, month and year.</summary>
    internal static DateOrder GuessDates(InspectedFile file)
    {
        if (file.Table is not { } table)
            return DateOrder.YearMonthDay;
        foreach (var field in DatasetSchema.FieldsOf(table).Where(field => field.Kind is FieldKind.Moment or FieldKind.Day))
        {
            if (file.Columns.TryGetValue(field.Name, out var column)
                && MomentParser.GuessOrder(file.Preview.Rows.Where(row => column < row.Count).Select(row => Encoding.UTF8.GetBytes(row[column]))) is { } order)
            {
                return order;
            }
        }

        return DateOrder.YearMonthDay;
    }

    private static FilePreview Preview(Stream stream, DatasetLimits limits)
    {
        try
        {
            return CsvFile.Preview(stream, PreviewRows, limits.Columns);
        }
        catch (CsvFormatException)
        {
            // The header itself is longer than any: no CSV file.
            return new FilePreview([], [], 0);
        }
    }
}
