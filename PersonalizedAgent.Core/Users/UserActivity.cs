namespace PersonalizedAgent.Core.Users;

/// <summary>How recently a user was active.</summary>
public static class UserActivity
{
    /// <summary>The calendar day it is now, in the clock's own time zone.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>Whole days between the day a user was last active and today.</summary>
    /// <param name="lastActive">The day the user was last seen, if known.</param>
    /// <param name="today">The day to count to.</param>
    /// <returns>0 for today, 1 for yesterday and so on; <see langword="null"/> where the day is unknown or lies in the future.</returns>
    public static int? DaysSinceActive(DateOnly? lastActive, DateOnly today) =>
        lastActive is { } day && day <= today ? today.DayNumber - day.DayNumber : null;
}
