namespace PersonalizedAgent.Web.Components.Pages.Decisions;

/// <summary>Makes a decision again.</summary>
public sealed partial class ReplayCard
{
    [LoggerMessage(LogLevel.Error, "Decision {DecisionId} could not be made again")]
    private static partial void LogFailed(ILogger logger, Exception e, Guid decisionId);
}
