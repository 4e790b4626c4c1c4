using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>A file as it was found, and what its columns seem to be; a person may correct it.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Preview">Its header and first rows.</param>
/// <param name="Table">The table it is taken for; <see langword="null"/>: it is not used.</param>
/// <param name="Columns">For each field found, by name, the column's index.</param>
/// <param name="Dates">In which order its dates seem to name day, month and year.</param>
public sealed record InspectedFile(
    string Path,
    long Bytes,
    FilePreview Preview,
    DatasetTable? Table,
    IReadOnlyDictionary<string, int> Columns,
    DateOrder Dates)
{
    /// <summary>The file's name.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>The fields without which the table cannot be read and for which there is no column.</summary>
    public IReadOnlyList<string> MissingFields => Table is not { } table
        ? []
        : [.. DatasetSchema.FieldsOf(table).Where(needed => needed.IsRequired && !Columns.ContainsKey(needed.Name)).Select(needed => needed.Name)];

    /// <summary>The same file taken for another table, its columns matched anew.</summary>
    public InspectedFile As(DatasetTable? table)
    {
        var columns = table is { } named ? HeaderMatcher.Match(named, Preview.Headers) : new Dictionary<string, int>();
        return (this with { Table = table, Columns = columns }).WithGuessedDates();
    }

    /// <summary>The same file with another column for a field, which then serves no other field.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="column">The column's index; <see langword="null"/> for none.</param>
    public InspectedFile With(string field, int? column)
    {
        var columns = Columns.Where(used => used.Key != field && used.Value != column).ToDictionary(used => used.Key, used => used.Value);
        if (column is { } index)
            columns[field] = index;
        var corrected = this with { Columns = columns };
        // What a person said of the dates stays, unless they stand in another column now.
        return IsDated(field) ? corrected.WithGuessedDates() : corrected;
    }

    /// <summary>What the reader needs to know of it.</summary>
    /// <exception cref="InvalidOperationException">The file is not used.</exception>
    public TableFile ToTableFile() => new(Table ?? throw new InvalidOperationException("The file is not used."), Path, Columns, Dates);

    private bool IsDated(string name) => Table is { } table && DatasetSchema.FieldsOf(table).Any(dated => dated.Name == name && dated.Kind is (FieldKind.Moment or FieldKind.Day));

    private InspectedFile WithGuessedDates() => this with { Dates = DatasetFolder.GuessDates(this) };
}
