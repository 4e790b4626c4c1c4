namespace PersonalizedAgent.Web.Components.Pages.Decisions;

/// <summary>Verifies the chain of receipts.</summary>
public sealed partial class ChainButton
{
    [LoggerMessage(LogLevel.Error, "The chain of receipts could not be walked")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
