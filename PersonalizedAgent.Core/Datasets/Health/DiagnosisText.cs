using System.Text;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>A diagnosis as plain text for a console: the verdict, the files, what was found.</summary>
public static class DiagnosisText
{
    private const int Width = 110;

    /// <summary>The text, with a line feed after each line.</summary>
    public static string ToText(Diagnosis diagnosis)
    {
        var text = new StringBuilder();
        Line(text, $"{Words.Name(diagnosis.DatasetName)} ({diagnosis.Version[..Math.Min(12, diagnosis.Version.Length)]}), today {Words.Day(diagnosis.Today)}");
        Line(text);
        foreach (var answer in diagnosis.Verdict)
            Wrapped(text, $"{Label(answer.Kind),-8}", "        ", answer.Text);

        Line(text);
        Tables(text, diagnosis.Tables);
        Line(text);
        Line(text, diagnosis.Findings.Count == 0 ? "Found: nothing." : Tally(diagnosis.Findings));
        foreach (var finding in diagnosis.Findings)
            Write(text, finding);
        return text.ToString();
    }

    private static void Tables(StringBuilder text, IReadOnlyList<TableSummary> tables)
    {
        var width = Math.Max(4, tables.Count == 0 ? 0 : tables.Max(table => Words.Name(table.File).Length));
        Line(text, $"{"File".PadRight(width)}  {"Table",-8}  {"Rows",12}  {"Used",12}  {"Left out",12}");
        foreach (var table in tables)
            Line(text, $"{Words.Name(table.File).PadRight(width)}  {TableName(table.Table),-8}  {Words.Number(table.Rows),12}  {Words.Number(table.Used),12}  {Words.Number(table.LeftOut),12}");
    }

    private static void Write(StringBuilder text, Finding finding)
    {
        Line(text);
        var lines = finding.Lines.Count == 0 ? "" : $" {(finding.Lines.Count == 1 ? "Line" : "Lines")} {string.Join(", ", finding.Lines)}{(finding.Count > finding.Lines.Count ? " …" : ".")}";
        Wrapped(text, $"{Label(finding.Severity),-8}", "        ", $"{Words.Name(finding.File)}: {finding.What}{lines}");
        Wrapped(text, "        Why:  ", "              ", finding.Why);
        Wrapped(text, "        Mend: ", "              ", finding.Mend);
    }

    private static string Tally(IReadOnlyList<Finding> findings)
    {
        int Of(Severity severity) => findings.Count(finding => finding.Severity == severity);
        string[] parts =
        [
            Of(Severity.Serious) is > 0 and var serious ? $"{Words.Number(serious)} serious" : "",
            Of(Severity.Warning) is > 0 and var warnings ? Words.Count(warnings, "warning") : "",
            Of(Severity.Note) is > 0 and var notes ? Words.Count(notes, "note") : "",
        ];
        return $"Found: {string.Join(", ", parts.Where(part => part.Length > 0))}.";
    }

    private static string Label(AnswerKind kind) => kind switch { AnswerKind.Yes => "YES", AnswerKind.Limited => "LIMITED", _ => "NO" };

    private static string Label(Severity severity) => severity switch { Severity.Serious => "SERIOUS", Severity.Warning => "WARNING", _ => "NOTE" };

    private static string TableName(DatasetTable table) => Path.GetFileNameWithoutExtension(DatasetSchema.FileName(table));

    private static void Wrapped(StringBuilder text, string first, string others, string sentence)
    {
        var line = new StringBuilder(first);
        var isEmpty = true;
        foreach (var word in sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                Line(text, line.ToString());
                line.Clear().Append(others);
                isEmpty = true;
            }

            if (!isEmpty)
                line.Append(' ');
            line.Append(word);
            isEmpty = false;
        }

        Line(text, line.ToString());
    }

    private static void Line(StringBuilder text, string line = "") => text.Append(line.TrimEnd()).Append('\n');
}
