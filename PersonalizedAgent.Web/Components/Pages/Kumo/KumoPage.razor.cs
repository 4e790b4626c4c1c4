namespace PersonalizedAgent.Web.Components.Pages.Kumo;

/// <summary>The KumoRFM service: whether it is there, and what it answers.</summary>
public sealed partial class KumoPage
{
    [LoggerMessage(LogLevel.Error, "The service could not be tried")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
