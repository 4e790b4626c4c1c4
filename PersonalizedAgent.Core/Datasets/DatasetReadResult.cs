namespace PersonalizedAgent.Core.Datasets;

/// <summary>What came of reading a dataset.</summary>
public abstract record DatasetReadResult
{
    private DatasetReadResult()
    {
    }

    /// <summary>The files were read; rows that were not used stand in the report.</summary>
    /// <param name="Dataset">The dataset.</param>
    public sealed record Read(Dataset Dataset) : DatasetReadResult;

    /// <summary>The files could not be used at all.</summary>
    /// <param name="Reason">What is wrong, where, and how to mend it, in one line without personal values.</param>
    public sealed record Failed(string Reason) : DatasetReadResult;
}
