namespace PersonalizedAgent.Web.Components.Pages.Quality;

/// <summary>Compares the backends on the same users.</summary>
public sealed partial class MeterCard
{
    [LoggerMessage(LogLevel.Error, "The backends could not be compared")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
