namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>The calendar of the demo shop: the year of its data, and the days on which people buy more. It holds for any year.</summary>
public static class ShopCalendar
{
    /// <summary>Days of data.</summary>
    public const int Days = 365;

    /// <summary>The first day of data.</summary>
    public static DateOnly FirstDay { get; } = new(2024, 8, 13);

    /// <summary>The last day of data.</summary>
    public static DateOnly LastDay { get; } = new(2025, 8, 12);

    /// <summary>The day of the demo, the one after the data.</summary>
    public static DateOnly Today { get; } = new(2025, 8, 13);

    /// <summary>Whether a day is a Saturday or Sunday.</summary>
    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Whether people have just been paid: the last three days of a month and the first two.</summary>
    public static bool IsPayday(DateOnly day) => day.Day <= 2 || day.Day > DateTime.DaysInMonth(day.Year, day.Month) - 3;

    /// <summary>Whether the shop has a sale: the eight days from the Monday before Black Friday, 2 to 12 January, 7 to 20 July.</summary>
    public static bool IsSale(DateOnly day) => (day.Month, day.Day) is (1, >= 2 and <= 12) or (7, >= 7 and <= 20) || IsBlackFridayWeek(day);

    /// <summary>Whether people buy gifts: 1 to 23 December, 3 to 13 February, the 13 days before Mother's day (second Sunday of May).</summary>
    public static bool IsGiftSeason(DateOnly day) => (day.Month, day.Day) is (12, <= 23) or (2, >= 3 and <= 13) || IsBeforeMothersDay(day);

    /// <summary>How much is bought on a day, where 1 is plain: weekday times payday times season.</summary>
    public static double Weight(DateOnly day) => WeekdayWeight(day.DayOfWeek) * (IsPayday(day) ? 1.5 : 1) * SeasonWeight(day);

    /// <summary>How much is asked for the things of a shelf in a month, where 4 is plain.</summary>
    internal static int ShelfWeight(ShopCategory category, int month) => category switch
    {
        ShopCategory.Garden => month is >= 3 and <= 6 ? 12 : month is >= 10 or 1 ? 1 : 4,
        ShopCategory.Toys => month is 11 or 12 ? 9 : 4,
        ShopCategory.Sport => month is 1 or 5 or 6 ? 7 : 4,
        ShopCategory.Home => month is 10 or 11 ? 6 : 4,
        _ => 4,
    };

    /// <summary>How many of a hundred order within an hour of the day: noon and evening on weekdays, from late morning on weekends.</summary>
    internal static ReadOnlySpan<byte> Hours(bool isWeekend) => isWeekend
        ? [1, 1, 0, 0, 0, 0, 0, 1, 3, 5, 8, 9, 8, 7, 7, 7, 7, 7, 7, 7, 6, 5, 3, 1]
        : [1, 0, 0, 0, 0, 0, 1, 3, 3, 3, 3, 4, 8, 6, 3, 3, 4, 6, 9, 11, 13, 11, 6, 2];

    private static double WeekdayWeight(DayOfWeek day) => day switch
    {
        DayOfWeek.Saturday => 1.4,
        DayOfWeek.Sunday => 1.5,
        DayOfWeek.Friday => 1.0,
        _ => 0.8,
    };

    private static double SeasonWeight(DateOnly day) => day.Month switch
    {
        12 when day.Day <= 20 => 1.5,
        11 when IsSale(day) => 1.5,
        10 or 11 => 1.1,
        1 or 2 or 7 or 8 => 0.9,
        _ => 1,
    };

    private static bool IsBlackFridayWeek(DateOnly day)
    {
        if (day.Month is not (11 or 12))
            return false;
        // The day after the fourth Thursday of November.
        var thursday = NthDay(day.Year, 11, DayOfWeek.Thursday, 4);
        return day.DayNumber >= thursday.DayNumber - 3 && day.DayNumber <= thursday.DayNumber + 4;
    }

    private static bool IsBeforeMothersDay(DateOnly day)
    {
        if (day.Month is not (4 or 5))
            return false;
        var left = NthDay(day.Year, 5, DayOfWeek.Sunday, 2).DayNumber - day.DayNumber;
        return left is >= 1 and <= 13;
    }

    private static DateOnly NthDay(int year, int month, DayOfWeek weekday, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((((int)weekday - (int)first.DayOfWeek + 7) % 7) + ((nth - 1) * 7));
    }
}
