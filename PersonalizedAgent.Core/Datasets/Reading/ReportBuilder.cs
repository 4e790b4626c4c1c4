using System.Runtime.InteropServices;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>The report on a file while it grows.</summary>
internal sealed class ReportBuilder(DatasetTable table, string fileName)
{
    /// <summary>So many lines are named of each kind of issue.</summary>
    private const int NamedLines = 5;

    private readonly List<RowIssue> _issues = [];
    private readonly Dictionary<(string Column, int Kind), Tally> _tallies = [];
    private long _issueCount;

    public int RowCount { get; set; }

    public int LeftOutCount { get; set; }

    public IReadOnlyList<UsedColumn> Columns { get; set; } = [];

    public IReadOnlyList<string> UnusedHeaders { get; set; } = [];

    /// <summary>Notes what is wrong with a row; a row that is left out is counted once, by whoever leaves it out.</summary>
    public void Add(RowIssue issue)
    {
        _issueCount++;
        if (_issues.Count < ReadReport.MaxIssues)
            _issues.Add(issue);
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(_tallies, (issue.Column, issue.Kind), out var isKnown);
        if (!isKnown)
            tally = new Tally(issue);
        tally!.Count++;
        if (tally.Lines.Count < NamedLines)
            tally.Lines.Add(issue.Line);
    }

    public void Add(long line, string column, RowProblem problem) => Add(new RowIssue((int)line, column, problem));

    public void LeaveOut(long line, string column, RowProblem problem)
    {
        Add(line, column, problem);
        LeftOutCount++;
    }

    public ReadReport Finish()
    {
        // What was found when all rows were known comes late.
        var issues = _issues.OrderBy(issue => issue.Line).ToArray();
        var tallies = _tallies.Values.OrderByDescending(tally => tally.Count).Select(tally => new IssueTally(tally.First, tally.Count, tally.Lines));
        return new ReadReport(table, fileName, RowCount, LeftOutCount, _issueCount, issues, [.. tallies], Columns, UnusedHeaders);
    }

    private sealed class Tally(RowIssue first)
    {
        public RowIssue First => first;

        public long Count { get; set; }

        public List<int> Lines { get; } = [];
    }
}
