namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>The beginning of a file.</summary>
/// <param name="Headers">The names of its columns, each cut to what can be looked at; not more than may be.</param>
/// <param name="Rows">Its first rows as text, cut likewise; a row may have fewer or more fields than there are headers.</param>
/// <param name="ColumnCount">How many columns it has.</param>
public sealed record FilePreview(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows, int ColumnCount);
