using System.Globalization;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>How the doctor puts figures and names.</summary>
internal static class Words
{
    /// <summary>The longest name of a column or file that is written out.</summary>
    private const int NameLength = 60;

    /// <summary>A number with its noun, such as <c>1 row</c> or <c>1,234 rows</c>.</summary>
    public static string Count(long count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>A number with commas between thousands.</summary>
    public static string Number(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A share, such as <c>12%</c>; a small one with a decimal, none rounded to nothing or everything.</summary>
    public static string Percent(double share)
    {
        var percent = share * 100;
        return percent is > 0 and < 0.1 ? "less than 0.1%"
            : percent is > 99.9 and < 100 ? "more than 99.9%"
            : percent is < 10 or > 99 ? $"{percent.ToString("0.#", CultureInfo.InvariantCulture)}%"
            : $"{percent.ToString("0", CultureInfo.InvariantCulture)}%";
    }

    /// <summary>A stretch of days in the unit people would choose.</summary>
    public static string Duration(int days) => days < 61 ? Count(days, "day") : Count((int)Math.Round(days / 30.44), "month");

    /// <summary>A day as year-month-day.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A name as a file gives it, fit for one line.</summary>
    public static string Name(string name)
    {
        var plain = string.Concat(name.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return plain.Length <= NameLength ? plain : plain[..NameLength] + "…";
    }

    /// <summary>Names in a row, the first few of them.</summary>
    public static string Names(IReadOnlyList<string> names)
    {
        const int few = 8;
        var shown = string.Join(", ", names.Take(few).Select(Name));
        return names.Count <= few ? shown : $"{shown} and {Count(names.Count - few, "other")}";
    }
}
