namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Where in a file each field of a table stands.</summary>
/// <param name="columns">The column of each field used, by name.</param>
/// <param name="headers">The names of all columns.</param>
internal sealed class FieldColumns(IReadOnlyDictionary<string, int> columns, IReadOnlyList<string> headers)
{
    /// <summary>The names of all columns.</summary>
    public IReadOnlyList<string> Headers => headers;

    /// <summary>How many columns the file has.</summary>
    public int HeaderCount => headers.Count;

    /// <summary>The fields used.</summary>
    public IEnumerable<(int Index, string Field)> Used => columns.Select(column => (column.Value, column.Key));

    /// <summary>The column of a field, or -1.</summary>
    public int this[string field] => columns.TryGetValue(field, out var index) ? index : -1;
}
