namespace PersonalizedAgent.Web.Components.Pages.Policy;

/// <summary>What the learning policy believes.</summary>
public sealed partial class BeliefCard
{
    [LoggerMessage(LogLevel.Error, "What was learned could not be read")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
