namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>When a request is sent again, and after what pause.</summary>
internal static class RetryRules
{
    /// <summary>The longest pause, whatever the server asks for.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(60);

    /// <summary>Whether a status may pass by itself.</summary>
    public static bool IsTransient(int? status) => status is 408 or 429 or 500 or 502 or 503 or 504;

    /// <summary>The pause before the next attempt: what the server asks for, else 1, 2, 4 … s; <see langword="null"/> if there should be none, or the time in all ends before.</summary>
    /// <param name="call">The request.</param>
    /// <param name="attempt">What came of the last attempt.</param>
    /// <param name="attempts">How many attempts there were, 1 or more.</param>
    /// <param name="now">The time.</param>
    /// <param name="deadline">When the request ends, come what may.</param>
    public static TimeSpan? Pause(Call call, Attempt attempt, int attempts, DateTimeOffset now, DateTimeOffset deadline)
    {
        if (attempt.Failure is not { } failure || call.IsBrief)
            return null;
        if (!attempt.NeverConnected && !(call.RetriesStatus && IsTransient(failure.Status)))
            return null;

        var wanted = failure.RetryAt is { } at ? at - now : TimeSpan.FromSeconds(Math.Pow(2, attempts - 1));
        var pause = wanted < TimeSpan.Zero ? TimeSpan.Zero : wanted > MaxPause ? MaxPause : wanted;
        return now + pause < deadline ? pause : null;
    }
}
