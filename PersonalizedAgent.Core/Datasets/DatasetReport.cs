using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>What was found while reading a dataset, file by file.</summary>
/// <param name="Files">The files read, users first.</param>
/// <param name="UnusedFiles">Names of files beside them that were not read.</param>
public sealed record DatasetReport(IReadOnlyList<ReadReport> Files, IReadOnlyList<string> UnusedFiles)
{
    /// <summary>Rows that could not be used, over all files.</summary>
    public int LeftOutCount => Files.Sum(file => file.LeftOutCount);

    /// <summary>How many things are wrong, over all files.</summary>
    public long IssueCount => Files.Sum(file => file.IssueCount);

    /// <summary>How many of them can be listed one by one.</summary>
    public int ListedCount => Files.Sum(file => file.Issues.Count);

    /// <summary>The report of a table's file, if there is such a file.</summary>
    public ReadReport? Of(DatasetTable table) => Files.FirstOrDefault(file => file.Table == table);

    /// <summary>A stretch of all issues, file by file, each in the order of its file.</summary>
    public IReadOnlyList<FileIssue> Window(int start, int count)
    {
        var found = new List<FileIssue>();
        foreach (var file in Files)
        {
            for (var i = Math.Max(start, 0); i < file.Issues.Count && found.Count < count; i++)
                found.Add(new FileIssue(file.FileName, file.Issues[i]));
            start -= file.Issues.Count;
        }

        return found;
    }
}

/// <summary>Something that is wrong with a row, and the file that the row stands in.</summary>
public readonly record struct FileIssue(string FileName, RowIssue Issue);
