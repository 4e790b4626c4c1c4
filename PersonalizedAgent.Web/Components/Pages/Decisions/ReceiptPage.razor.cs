namespace PersonalizedAgent.Web.Components.Pages.Decisions;

/// <summary>One decision: what was chosen, from what, why, and how to make it again.</summary>
public sealed partial class ReceiptPage
{
    [LoggerMessage(LogLevel.Error, "The receipt of decision {DecisionId} could not be read")]
    private static partial void LogFailed(ILogger logger, Exception e, Guid decisionId);
}
