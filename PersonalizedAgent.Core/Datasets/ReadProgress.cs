namespace PersonalizedAgent.Core.Datasets;

/// <summary>How far the reading of a dataset has come.</summary>
/// <param name="FileName">The file being read.</param>
/// <param name="Rows">Rows read so far, over all files.</param>
/// <param name="Bytes">Bytes read so far, over all files.</param>
/// <param name="TotalBytes">Bytes in all.</param>
public readonly record struct ReadProgress(string FileName, long Rows, long Bytes, long TotalBytes);
