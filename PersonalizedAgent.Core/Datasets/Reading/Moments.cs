namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>A moment is a whole number: the seconds since the start of 2000, UTC. Four bytes say every second from 1932 to 2067.</summary>
internal static class Moments
{
    /// <summary>How many seconds a day has.</summary>
    public const int SecondsPerDay = 86_400;

    /// <summary>The first moment, 1932-01-01T00:00:00.</summary>
    public const int Min = -24_837 * SecondsPerDay;

    /// <summary>The last moment, 2067-12-31T23:59:59.</summary>
    public const int Max = 24_837 * SecondsPerDay - 1;

    /// <summary>The day number of 2000-01-01, as <see cref="DateOnly.DayNumber"/> counts.</summary>
    public const int EpochDayNumber = 730_119;

    private static readonly DateTime Epoch = new(2000, 1, 1);

    /// <summary>The moment of a time; a part of a second is dropped.</summary>
    /// <param name="time">The time, in UTC; its kind is not looked at.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time lies before 1932 or after 2067.</exception>
    public static int FromDateTime(DateTime time)
    {
        var (seconds, rest) = Math.DivRem(time.Ticks - Epoch.Ticks, TimeSpan.TicksPerSecond);
        seconds -= rest < 0 ? 1 : 0;
        return seconds is >= Min and <= Max ? (int)seconds : throw new ArgumentOutOfRangeException(nameof(time), "Must lie between 1932 and 2067.");
    }

    /// <summary>The time of a moment.</summary>
    /// <param name="moment">The moment.</param>
    public static DateTime ToDateTime(int moment) => Epoch.AddTicks(moment * TimeSpan.TicksPerSecond);

    /// <summary>The day on which a moment lies.</summary>
    /// <param name="moment">The moment.</param>
    public static DateOnly ToDay(int moment)
    {
        var (days, rest) = Math.DivRem(moment, SecondsPerDay);
        return DateOnly.FromDayNumber(EpochDayNumber + (rest < 0 ? days - 1 : days));
    }

    /// <summary>The first moment of a day; beyond 1932 to 2067 the least or the greatest number, which lies before or after all moments.</summary>
    /// <param name="day">The day.</param>
    public static int StartOf(DateOnly day) => Clamped(day.DayNumber);

    /// <summary>The first moment after a day; beyond 1932 to 2067 the least or the greatest number, which lies before or after all moments.</summary>
    /// <param name="day">The day.</param>
    public static int EndOf(DateOnly day) => Clamped(day.DayNumber + 1);

    private static int Clamped(int dayNumber) => (int)Math.Clamp(((long)dayNumber - EpochDayNumber) * SecondsPerDay, int.MinValue, int.MaxValue);
}
