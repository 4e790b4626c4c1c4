namespace PersonalizedAgent.Web.Data;

/// <summary>What the disk refused, in words for a page: without paths of the server, which the log has.</summary>
internal static class DiskProblem
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    public static string Describe(Exception e) => e switch
    {
        UnauthorizedAccessException => "The program may not write to the folder of the setting Dataset:Store. Give it the right, or name another folder.",
        IOException { HResult: NoSpaceOnUnix or NoSpaceOnWindows } => "The disk is full. Make room, and try again.",
        _ => "The disk refuses to read or write. See that the folder of the setting Dataset:Store is there; the log says more.",
    };

    /// <summary>Why data could not be read, without the folder: paths of the server are nobody's business on a page.</summary>
    public static string WithoutFolder(string reason)
    {
        var end = reason.IndexOf(": ", StringComparison.Ordinal);
        return end < 0 ? reason : Path.GetFileName(reason[..end]) + reason[end..];
    }
}
