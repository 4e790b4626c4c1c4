using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>What day it is: weekend, the first days of a month, its last days. That of the moment after the anchor, when a contact is made: one at midnight is of the new day.</summary>
internal sealed class CalendarBlock : FeatureBlock
{
    private const int FirstDays = 2;
    private const int LastDays = 3;

    public override string Name => "calendar";

    public override int Width => 3;

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        var day = DayOf(past);
        values[0] = IsWeekend(day) ? 1 : 0;
        values[1] = day.Day <= FirstDays ? 1 : 0;
        values[2] = IsLast(day) ? 1 : 0;
    }

    public override string Describe(in UserPast past, in PastSummary summary)
    {
        var day = DayOf(past);
        var week = IsWeekend(day) ? "it is a weekend" : $"it is a {day.DayOfWeek}";
        return day.Day <= FirstDays ? $"{week}, the start of a month" : IsLast(day) ? $"{week}, the end of a month" : week;
    }

    private static DateOnly DayOf(in UserPast past) => Moments.ToDay(past.Anchor + 1);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static bool IsLast(DateOnly day) => day.Day > DateTime.DaysInMonth(day.Year, day.Month) - LastDays;
}
