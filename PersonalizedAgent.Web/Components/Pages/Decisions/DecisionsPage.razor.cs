namespace PersonalizedAgent.Web.Components.Pages.Decisions;

/// <summary>All decisions, newest first.</summary>
public sealed partial class DecisionsPage
{
    [LoggerMessage(LogLevel.Error, "The decisions could not be read")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
