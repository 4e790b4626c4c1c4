namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>A file of a dataset, and what its columns are taken for.</summary>
/// <param name="Table">The table it holds.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Columns">For each field used, by name, the column's index in the file, counted from 0.</param>
/// <param name="Dates">In which order its dates name day, month and year, where that can be mistaken.</param>
public sealed record TableFile(DatasetTable Table, string Path, IReadOnlyDictionary<string, int> Columns, DateOrder Dates)
{
    /// <summary>The file's name.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);
}
