namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>What came of unpacking an archive.</summary>
public abstract record UnpackResult
{
    private UnpackResult()
    {
    }

    /// <summary>The files were unpacked.</summary>
    /// <param name="FileNames">Their names in the folder, in the order of the archive.</param>
    public sealed record Unpacked(IReadOnlyList<string> FileNames) : UnpackResult;

    /// <summary>The archive could not be used, and nothing of it was kept.</summary>
    /// <param name="Reason">What is wrong, where, and how to mend it, in one line without personal values.</param>
    public sealed record Refused(string Reason) : UnpackResult;
}
