using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>What was found while reading one file of a dataset.</summary>
/// <param name="Table">The table that the file holds.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="RowCount">Rows of data in the file, without header and empty lines.</param>
/// <param name="LeftOutCount">Rows that could not be used.</param>
/// <param name="IssueCount">How many things are wrong.</param>
/// <param name="Issues">What is wrong, in the order of the file; the first <see cref="MaxIssues"/>.</param>
/// <param name="Tallies">How often each thing is wrong, most frequent first.</param>
/// <param name="Columns">The columns used: field, and the header it was found under.</param>
/// <param name="UnusedHeaders">Columns of the file that were not used.</param>
public sealed record ReadReport(
    DatasetTable Table,
    string FileName,
    int RowCount,
    int LeftOutCount,
    long IssueCount,
    IReadOnlyList<RowIssue> Issues,
    IReadOnlyList<IssueTally> Tallies,
    IReadOnlyList<UsedColumn> Columns,
    IReadOnlyList<string> UnusedHeaders)
{
    /// <summary>So many issues of a file are kept one by one; beyond that they are counted.</summary>
    public const int MaxIssues = 1_000_000;
}

/// <summary>A column of a file and what it is used as.</summary>
/// <param name="Field">The field, such as <c>user_id</c>.</param>
/// <param name="Header">The column's name in the file.</param>
public readonly record struct UsedColumn(string Field, string Header);

/// <summary>How often one thing is wrong in one column.</summary>
/// <param name="Issue">The first of them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Lines">The lines of the first few.</param>
public sealed record IssueTally(RowIssue Issue, long Count, IReadOnlyList<int> Lines);
