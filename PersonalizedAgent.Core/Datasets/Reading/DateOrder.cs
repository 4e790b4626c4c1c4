namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>In which order a date names its parts.</summary>
public enum DateOrder
{
    /// <summary>Year, month, day, such as <c>2025-08-10</c>.</summary>
    YearMonthDay,

    /// <summary>Day, month, year, such as <c>10.08.2025</c>.</summary>
    DayMonthYear,

    /// <summary>Month, day, year, such as <c>8/10/2025</c>.</summary>
    MonthDayYear,
}
