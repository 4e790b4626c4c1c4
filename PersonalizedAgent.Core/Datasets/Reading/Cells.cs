using System.Text;
using System.Text.Unicode;
using CsvHelper;
using PersonalizedAgent.Core.Datasets.Columns;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Reads cells. A column that the file lacks has index -1 and reads as no value.</summary>
internal static class Cells
{
    /// <summary>A text; <see langword="null"/> where there is none.</summary>
    public static string? Text(CsvReader csv, int column, long line, string field, ReportBuilder report)
    {
        if (column < 0)
            return null;
        var text = csv.GetSpan(column);
        if (text.IsEmpty)
            return null;
        if (!Utf8.IsValid(text))
            report.Add(line, field, RowProblem.NotUtf8);
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>The number of a text; <see cref="IntegerData.NoValue"/> where there is none.</summary>
    public static int Code(CsvReader csv, int column, long line, string field, ReportBuilder report, TextCodes codes)
    {
        if (column < 0)
            return IntegerData.NoValue;
        var text = csv.GetSpan(column);
        if (MissingText.IsMissing(text))
            return IntegerData.NoValue;
        var code = codes.CodeOf(text, out var isUtf8);
        if (!isUtf8)
            report.Add(line, field, RowProblem.NotUtf8);
        return code;
    }

    /// <summary>A number, noted when it is negative; NaN where there is none, also where the text is no number, which is noted.</summary>
    public static double Number(CsvReader csv, int column, long line, string field, ReportBuilder report)
    {
        if (column < 0)
            return double.NaN;
        var text = csv.GetSpan(column);
        if (MissingText.IsMissing(text))
            return double.NaN;
        if (!NumberParser.TryParse(text, out var value))
        {
            report.Add(line, field, RowProblem.NotANumber);
            return double.NaN;
        }

        if (value < 0)
            report.Add(line, field, RowProblem.Negative);
        return value;
    }

    /// <summary>A moment without which the row cannot be used; where there is none, the row is left out.</summary>
    public static bool TryMoment(CsvReader csv, int column, DateOrder order, long line, int endOfToday, ReportBuilder report, out int moment)
    {
        const string field = "at";
        var outcome = MomentParser.Parse(csv.GetSpan(column), order, out moment);
        if (outcome is MomentOutcome.NotADate or MomentOutcome.OutOfRange)
        {
            report.LeaveOut(line, field, outcome == MomentOutcome.NotADate ? RowProblem.NoMoment : RowProblem.MomentOutOfRange);
            return false;
        }

        if (outcome == MomentOutcome.ReadInOtherOrder)
            report.Add(line, field, RowProblem.OtherDateForm);
        if (moment >= endOfToday)
            report.Add(line, field, RowProblem.InFuture);
        return true;
    }
}
