using System.ComponentModel.DataAnnotations;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>How large a dataset may be, section <c>Dataset:Limits</c>.</summary>
public sealed class DatasetLimits
{
    /// <summary>The largest file.</summary>
    /// <value>In bytes, at least 1; 1 GiB by default.</value>
    [Range(1, long.MaxValue, ErrorMessage = "Dataset:Limits:FileBytes must be at least 1.")]
    public long FileBytes { get; set; } = 1L << 30;

    /// <summary>The most that one import may bring, all files together and unpacked.</summary>
    /// <value>In bytes, at least 1; 4 GiB by default.</value>
    [Range(1, long.MaxValue, ErrorMessage = "Dataset:Limits:TotalBytes must be at least 1.")]
    public long TotalBytes { get; set; } = 4L << 30;

    /// <summary>The most rows in a file.</summary>
    /// <value>1 to 200 million; 50 million by default.</value>
    [Range(1, 200_000_000, ErrorMessage = "Dataset:Limits:Rows must lie between 1 and 200000000.")]
    public int Rows { get; set; } = 50_000_000;

    /// <summary>The most columns in a file.</summary>
    /// <value>1 to 10,000; 200 by default.</value>
    [Range(1, 10_000, ErrorMessage = "Dataset:Limits:Columns must lie between 1 and 10000.")]
    public int Columns { get; set; } = 200;

    /// <summary>The longest cell; a row with a longer one is left out.</summary>
    /// <value>In bytes of UTF-8, 1 to 1,000,000; 10,000 by default.</value>
    [Range(1, 1_000_000, ErrorMessage = "Dataset:Limits:CellLength must lie between 1 and 1000000.")]
    public int CellLength { get; set; } = 10_000;
}
