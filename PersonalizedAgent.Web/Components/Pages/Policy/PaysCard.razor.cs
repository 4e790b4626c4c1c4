namespace PersonalizedAgent.Web.Components.Pages.Policy;

/// <summary>What the policies would have earned.</summary>
public sealed partial class PaysCard
{
    [LoggerMessage(LogLevel.Error, "The policies could not be judged")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
