using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>How much of a file is used.</summary>
/// <param name="Table">The table it holds.</param>
/// <param name="File">The file's name.</param>
/// <param name="Rows">Rows of data in the file.</param>
/// <param name="Used">Rows that are used.</param>
/// <param name="LeftOut">Rows that could not be used.</param>
public sealed record TableSummary(DatasetTable Table, string File, int Rows, int Used, int LeftOut);
