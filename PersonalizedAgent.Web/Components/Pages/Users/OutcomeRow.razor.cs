namespace PersonalizedAgent.Web.Components.Pages.Users;

/// <summary>Asks what came of a decision, and says it.</summary>
public sealed partial class OutcomeRow
{
    [LoggerMessage(LogLevel.Error, "What came of decision {DecisionId} could not be recorded")]
    private static partial void LogFailed(ILogger logger, Exception e, Guid decisionId);
}
