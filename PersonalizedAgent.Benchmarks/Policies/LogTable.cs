using System.Globalization;
using System.Text;
using CsvHelper;

namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>Some columns of a CSV file as text.</summary>
internal sealed class LogTable
{
    private readonly Dictionary<string, string[]> _columns;
    private readonly int[] _lines;

    private LogTable(string path, Dictionary<string, string[]> columns, int[] lines) => (Path, _columns, _lines) = (path, columns, lines);

    public string Path { get; }

    public int Rows => _lines.Length;

    /// <summary>The texts of a column that was read.</summary>
    public string[] this[string column] => _columns[column];

    /// <exception cref="UnusableLogException">There is no such file, or it is no CSV file.</exception>
    public static IReadOnlyList<string> HeadersOf(string path)
    {
        using var csv = Open(path);
        return [.. csv.Headers.Select(header => header.Trim())];
    }

    /// <summary>Reads columns by their names; capitals do not matter.</summary>
    /// <exception cref="UnusableLogException">A column is missing, or a row has too few fields.</exception>
    public static LogTable Read(string path, IEnumerable<string> columns)
    {
        string[] names = [.. columns.Distinct(StringComparer.OrdinalIgnoreCase)];
        using var csv = Open(path);
        int[] places = [.. names.Select(name => PlaceOf(csv.Headers, name, path))];
        var (cells, lines, known) = (names.Select(_ => new List<string>()).ToArray(), new List<int>(), new Dictionary<string, string>());
        try
        {
            while (csv.Read())
            {
                lines.Add((int)csv.LineNumber);
                for (var i = 0; i < places.Length; i++)
                    cells[i].Add(places[i] < csv.FieldCount ? Kept(csv.GetSpan(places[i])) : throw Problem(path, lines[^1], $"has too few fields to have one for `{names[i]}`"));
            }
        }
        catch (CsvFormatException e)
        {
            throw Problem(path, (int)e.LineNumber, "cannot be read as CSV, perhaps for a quote that is not closed");
        }

        if (lines.Count == 0)
            throw new UnusableLogException($"{path} has no rows below its header. Name a file with decisions.");
        return new(path, names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second.ToArray(), StringComparer.OrdinalIgnoreCase), [.. lines]);

        // Most cells are like many others.
        string Kept(ReadOnlySpan<byte> bytes)
        {
            var text = Encoding.UTF8.GetString(bytes);
            return known.TryGetValue(text, out var same) ? same : known[text] = text;
        }
    }

    /// <summary>A column of numbers.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="isIn">Whether a number may stand there.</param>
    /// <param name="what">What must stand there, for people.</param>
    /// <exception cref="UnusableLogException">Something else does.</exception>
    public double[] Numbers(string column, Func<double, bool> isIn, string what)
    {
        var (texts, values, wrong) = (this[column], new double[Rows], new List<int>());
        for (var row = 0; row < values.Length; row++)
        {
            if (!TryNumber(texts[row], out values[row]) || !isIn(values[row]))
                wrong.Add(row);
        }

        return wrong.Count == 0 ? values
            : throw Problem(Path, _lines[wrong[0]], $"{(wrong.Count > 1 ? FormattableString.Invariant($"and {wrong.Count - 1:#,0} more have") : "has")} no {what} in `{column}`");
    }

    public static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static UnusableLogException Problem(string path, int line, string what) => new($"{path}: line {line} {what}. Mend it or take it out; leaving out rows unseen would bend the result.");

    private static CsvReader Open(string path)
    {
        if (!File.Exists(path))
            throw new UnusableLogException($"There is no file {path}. Name a CSV file.");
        var csv = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true, TrimWhitespace = true, IncludeValuesInExceptions = false });
        if (csv.Headers.Count > 0)
            return csv;
        csv.Dispose();
        throw new UnusableLogException($"{path} is empty. Name a CSV file with a header.");
    }

    private static int PlaceOf(IReadOnlyList<string> headers, string name, string path)
    {
        for (var i = 0; i < headers.Count; i++)
        {
            if (string.Equals(headers[i].Trim(), name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        throw new UnusableLogException($"{path} has no column `{name}`. It has: {string.Join(", ", headers.Take(20).Select(header => header.Trim()))}{(headers.Count > 20 ? " and more" : "")}.");
    }
}
