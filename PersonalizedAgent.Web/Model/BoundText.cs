using System.Globalization;
using PersonalizedAgent.Core.Datasets;

namespace PersonalizedAgent.Web.Model;

/// <summary>How an end of a column's range is written, in the address and in inputs: a day as year-month-day, anything else as a plain number.</summary>
internal static class BoundText
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>The text of an end; empty for an open one.</summary>
    public static string Written(decimal? bound, UserColumn column) =>
        bound is not { } value ? ""
        : column.Kind != ColumnKind.Day ? value.ToString("0.############################", CultureInfo.InvariantCulture)
        : value >= 0 && value <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)value).ToString(Day, CultureInfo.InvariantCulture)
        : "";

    /// <summary>The end that a text means; open where it means none.</summary>
    public static decimal? Read(string text, UserColumn column) =>
        column.Kind == ColumnKind.Day
            ? DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.DayNumber : null
            : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
