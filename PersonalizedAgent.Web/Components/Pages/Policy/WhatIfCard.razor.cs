namespace PersonalizedAgent.Web.Components.Pages.Policy;

/// <summary>What all users would get.</summary>
public sealed partial class WhatIfCard
{
    [LoggerMessage(LogLevel.Error, "The users could not be predicted")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
