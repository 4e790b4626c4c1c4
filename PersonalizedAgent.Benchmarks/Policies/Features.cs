using PersonalizedAgent.Core.Evaluation.Policies;

namespace PersonalizedAgent.Benchmarks.Policies;

/// <summary>Columns of a log as numbers: numbers as they are or as log(1 + value), texts as one column of 0 and 1 for each.</summary>
internal static class Features
{
    private const int MostTexts = 50;
    private const string LogMark = ":log";

    /// <summary>The column that a feature is of.</summary>
    public static string ColumnOf(string feature) => IsLog(feature) ? feature[..^LogMark.Length] : feature;

    /// <exception cref="UnusableLogException">A column cannot be a feature.</exception>
    public static FeatureRows Of(LogTable table, IReadOnlyList<string> features)
    {
        var columns = features.SelectMany(feature => Encode(table, feature)).ToArray();
        var values = new float[table.Rows * columns.Length];
        for (var row = 0; row < table.Rows; row++)
        {
            for (var i = 0; i < columns.Length; i++)
                values[row * columns.Length + i] = columns[i][row];
        }

        return new(values, table.Rows, columns.Length);
    }

    private static bool IsLog(string feature) => feature.EndsWith(LogMark, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<float[]> Encode(LogTable table, string feature)
    {
        var column = ColumnOf(feature);
        var texts = table[column];
        if (IsLog(feature))
            return [Array.ConvertAll(table.Numbers(column, value => value is >= 0 and <= float.MaxValue, "number of 0 or more"), value => (float)Math.Log(1 + value))];
        if (texts.Any(text => text.Length > 0 && !LogTable.TryNumber(text, out _)))
        {
            string[] different = [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            return different.Length <= MostTexts
                ? different.Select(one => Array.ConvertAll(texts, text => text == one ? 1f : 0))
                : throw new UnusableLogException(FormattableString.Invariant($"{table.Path}: `{column}` has {different.Length:#,0} different texts, too many for a feature: it may have {MostTexts}. Leave it out of --features."));
        }

        return [Array.ConvertAll(table.Numbers(column, value => Math.Abs(value) <= float.MaxValue, "number"), value => (float)value)];
    }
}
