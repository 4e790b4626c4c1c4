using System.Text;
using CsvHelper;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Reads the rows of a CSV file in its usual forms: comma, semicolon, tab or bar between fields, with or without byte order mark, quotes that are broken here and there.</summary>
internal static class CsvFile
{
    /// <summary>A row takes some fifty bytes; a thousand times that is a quote that was never closed, or no CSV file.</summary>
    private const int MaxRowBytes = 1 << 20;

    /// <summary>After so many rows their length tells how many there will be.</summary>
    private const int SampleRows = 1000;

    /// <summary>So many bytes are read between two looks at whether to go on.</summary>
    private const int BytesAtOnce = 1 << 18;

    /// <summary>A cell that is shown for a look is cut to so many bytes.</summary>
    private const int PreviewCellBytes = 100;

    /// <summary>Reads a file from a stream that can seek.</summary>
    /// <param name="stream">The bytes, from its present position; not closed.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="begin">Given the header, what takes the rows, or why there is no use in reading them. Called anew when the file has to be read again.</param>
    /// <param name="progress">Told bytes and rows read so far.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Why the file cannot be used; <see langword="null"/> where it was read.</returns>
    public static string? Read(Stream stream, DatasetLimits limits, Func<IReadOnlyList<string>, (RowSink? Sink, string? Reason)> begin, Action<long, int>? progress, CancellationToken cancellationToken)
    {
        var start = stream.Position;
        try
        {
            return Read(stream, limits, begin, progress, lineBreaksInQuotes: true, cancellationToken);
        }
        catch (CsvFormatException)
        {
            // A quote that is never closed has swallowed more than any row can hold. Read again with a row to each line.
            stream.Position = start;
        }

        try
        {
            return Read(stream, limits, begin, progress, lineBreaksInQuotes: false, cancellationToken);
        }
        catch (CsvFormatException e)
        {
            return $"line {e.LineNumber} is longer than {MaxRowBytes / 1024} KiB; that is no CSV file";
        }
    }

    private static string? Read(
        Stream stream, DatasetLimits limits, Func<IReadOnlyList<string>, (RowSink? Sink, string? Reason)> begin, Action<long, int>? progress, bool lineBreaksInQuotes, CancellationToken cancellationToken)
    {
        var broken = new HashSet<long>();
        using var csv = CsvReader.Create(stream, OptionsFor(broken, lineBreaksInQuotes), leaveOpen: true);
        if (csv.Headers.Count > limits.Columns)
            return $"it has {csv.Headers.Count} columns; Dataset:Limits:Columns allows {limits.Columns}";
        var (rows, reason) = begin(csv.Headers);
        if (rows is null)
            return reason;

        var nextLook = 0L;
        while (csv.Read())
        {
            if (csv.RowNumber == SampleRows)
                rows.Expect((int)Math.Min(stream.Length * SampleRows / csv.ByteOffset * 1.02, limits.Rows));
            if (csv.ByteOffset >= nextLook)
            {
                nextLook = csv.ByteOffset + BytesAtOnce;
                cancellationToken.ThrowIfCancellationRequested();
                // The offset counts bytes of UTF-8, which may be more than those of the file.
                progress?.Invoke(Math.Min(csv.ByteOffset, stream.Position), rows.Report.RowCount);
            }

            if (broken.Count == 0 || !broken.Remove(csv.LineNumber))
                rows.Read(csv, csv.LineNumber);
            else if (csv.RawRecord.Contains((byte)'\n'))
                ReadLineByLine(csv, rows);
            else
                rows.LeaveOutBroken(csv.LineNumber);
            if (rows.Report.RowCount > limits.Rows)
                return $"it has more than {limits.Rows} rows; Dataset:Limits:Rows allows no more";
        }

        progress?.Invoke(stream.Position, rows.Report.RowCount);
        return null;
    }

    /// <summary>The header and the first rows as text, for people to look at.</summary>
    public static FilePreview Preview(Stream stream, int rowCount, int columnLimit)
    {
        using var csv = CsvReader.Create(stream, OptionsFor([], lineBreaksInQuotes: true), leaveOpen: true);
        var rows = new List<IReadOnlyList<string>>();
        string Cut(int column) => Encoding.UTF8.GetString(csv.GetSpan(column) is { Length: > PreviewCellBytes } cell ? cell[..PreviewCellBytes] : csv.GetSpan(column));
        try
        {
            while (rows.Count < rowCount && csv.Read())
                rows.Add([.. Enumerable.Range(0, Math.Min(csv.FieldCount, columnLimit)).Select(Cut)]);
        }
        catch (CsvFormatException)
        {
            // A row longer than any: what was read before it is enough to show.
        }

        var headers = csv.Headers.Take(columnLimit).Select(header => header.Trim()).Select(header => header[..Math.Min(header.Length, PreviewCellBytes)]);
        return new FilePreview([.. headers], rows, csv.Headers.Count);
    }

    /// <summary>A quote that is not closed on its line swallows rows up to the next quote. Taken apart by lines, only its own row is lost.</summary>
    private static void ReadLineByLine(CsvReader swallowed, RowSink rows)
    {
        var broken = new HashSet<long>();
        var options = OptionsFor(broken, lineBreaksInQuotes: false) with { HasHeader = false, Separator = swallowed.Separator };
        using var lines = CsvReader.Create(swallowed.RawRecord.ToArray(), options);
        while (lines.Read())
        {
            var line = swallowed.LineNumber + lines.LineNumber - 1;
            if (broken.Remove(lines.LineNumber))
                rows.LeaveOutBroken(line);
            else
                rows.Read(lines, line);
        }
    }

    /// <param name="broken">Collects the lines on which records with broken quotes start.</param>
    /// <param name="lineBreaksInQuotes">Whether a field in quotes may hold line breaks.</param>
    private static CsvReaderOptions OptionsFor(HashSet<long> broken, bool lineBreaksInQuotes) => new()
    {
        AllowLineBreaksInQuotes = lineBreaksInQuotes,
        IncludeValuesInExceptions = false,
        MaxRecordSize = MaxRowBytes,
        TrackLineNumbers = true,
        TrimWhitespace = true,
        OnMalformedRecord = record =>
        {
            // A quote inside a text without quotes is just a character.
            if (record.Reason != CsvMalformedReason.StrayQuote)
                broken.Add(record.LineNumber);
        },
    };
}
