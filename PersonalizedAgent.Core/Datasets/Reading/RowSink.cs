using CsvHelper;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Takes the rows of one file. What all files have in common about a row is checked here.</summary>
internal abstract class RowSink(ReportBuilder report, int columnCount, int cellLength)
{
    private (int Index, string Field)[] _needed = [];

    /// <summary>What was found so far.</summary>
    public ReportBuilder Report => report;

    /// <summary>How many columns a row must have so that none of the used ones is missing.</summary>
    protected int NeededColumns { get; private set; }

    /// <summary>Says which columns are used: a row that ends before one of them is left out.</summary>
    protected void Use(IEnumerable<(int Index, string Field)> columns)
    {
        _needed = [.. columns.OrderBy(column => column.Index)];
        NeededColumns = _needed.Length == 0 ? 0 : _needed[^1].Index + 1;
    }

    /// <summary>Makes room for so many rows in all.</summary>
    public abstract void Expect(int rows);

    public void Read(CsvReader csv, long line)
    {
        report.RowCount++;
        if (csv.FieldCount < NeededColumns)
        {
            report.LeaveOut(line, _needed.First(column => column.Index >= csv.FieldCount).Field, RowProblem.TooFewFields);
            return;
        }

        for (var i = columnCount; i < csv.FieldCount; i++)
        {
            if (!csv.IsEmpty(i))
            {
                report.LeaveOut(line, _needed[0].Field, RowProblem.TooManyFields);
                return;
            }
        }

        if (csv.RawRecord.Length > cellLength && LongCell(csv) is { } tooLong)
        {
            report.LeaveOut(line, _needed.FirstOrDefault(column => column.Index == tooLong, _needed[0]).Field, RowProblem.CellTooLong);
            return;
        }

        ReadRow(csv, line);
    }

    public void LeaveOutBroken(long line)
    {
        report.RowCount++;
        report.LeaveOut(line, _needed[0].Field, RowProblem.BrokenQuotes);
    }

    protected abstract void ReadRow(CsvReader csv, long line);

    private int? LongCell(CsvReader csv)
    {
        for (var i = 0; i < csv.FieldCount; i++)
        {
            if (csv.GetSpan(i).Length > cellLength)
                return i;
        }

        return null;
    }
}
