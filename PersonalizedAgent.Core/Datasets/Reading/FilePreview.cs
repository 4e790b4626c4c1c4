namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>The beginning of a file.</summary>
/// <param name="Headers">The names of its columns.</param>
/// <param name="Rows">Its first rows as text; a row may have fewer or more fields than there are headers.</param>
public sealed record FilePreview(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
