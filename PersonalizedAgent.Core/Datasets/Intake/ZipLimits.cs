namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>How much an archive may hold, so that none fills the disk. Each bound itself is still fine.</summary>
/// <param name="MaxFileBytes">The bytes of one file; 1 GiB unless said otherwise.</param>
/// <param name="MaxTotalBytes">The bytes of all files together; 4 GiB unless said otherwise.</param>
/// <param name="MaxEntries">The entries, folders and files of other kinds included; 100 unless said otherwise.</param>
/// <param name="MaxRatio">How many bytes one packed byte may become, once a file is larger than 1 MiB; 200 unless said otherwise. Tables rarely pass 20.</param>
public sealed record ZipLimits(long MaxFileBytes = 1L << 30, long MaxTotalBytes = 4L << 30, int MaxEntries = 100, int MaxRatio = 200);
