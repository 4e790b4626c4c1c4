using System.Globalization;
using PersonalizedAgent.Core.Datasets;

namespace PersonalizedAgent.Web.Model;

/// <summary>How an end of a column's range is written, in the address and in inputs: a day as year-month-day, anything else as a plain number.</summary>
internal static class BoundText
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>The text of an end; empty for an open one.</summary>
    public static string Written(long? bound, UserColumn column) =>
        bound is not { } value ? ""
        : column == UserColumn.LastActive ? DateOnly.FromDayNumber((int)value).ToString(Day, CultureInfo.InvariantCulture)
        : value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The end that a text means; open where it means none.</summary>
    public static long? Read(string text, UserColumn column) =>
        column == UserColumn.LastActive
            ? DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
