using System.Text;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>
/// Reads dates with or without a time of day from UTF-8 text.
/// Year first: <c>2025-08-10</c>, <c>2025/08/10</c>, <c>20250810</c>. Day or month first: <c>10.08.2025</c>, <c>10/8/2025</c>, <c>10-08-25</c>; dots only with the day first.
/// A time follows a <c>T</c> or blanks: <c>8:26</c>, <c>08:26:00.123</c>, <c>8:26 PM</c>; then perhaps <c>Z</c>, <c>UTC</c>, <c>+02:00</c>, <c>+0200</c> or <c>+02</c>.
/// Without those it is taken as UTC. Years of two digits lie between 1969 and 2068.
/// </summary>
internal static class MomentParser
{
    private const int FirstYearOf1900s = 69;
    private const int MaxOffsetHours = 14;

    /// <summary>Reads one moment.</summary>
    /// <param name="text">The text; blanks around it do not matter.</param>
    /// <param name="order">The order to try first.</param>
    /// <param name="seconds">The moment as <see cref="Moments"/> counts; 0 where there is none.</param>
    /// <returns>Whether it was read, and in which order.</returns>
    public static MomentOutcome Parse(ReadOnlySpan<byte> text, DateOrder order, out int seconds)
    {
        if (TryParseIso(text, out seconds))
            return order == DateOrder.YearMonthDay ? MomentOutcome.Read : MomentOutcome.ReadInOtherOrder;
        if (!TrySplit(Blanks.Trim(text), out var date, out var secondsOfDay) || date.OrderNearest(order) is not { } used)
            return MomentOutcome.NotADate;

        var total = (date.DayNumber(used) - Moments.EpochDayNumber) * (long)Moments.SecondsPerDay + secondsOfDay;
        if (total is < Moments.Min or > Moments.Max)
            return MomentOutcome.OutOfRange;
        seconds = (int)total;
        return used == order ? MomentOutcome.Read : MomentOutcome.ReadInOtherOrder;
    }

    /// <summary>
    /// Guesses the order of a column. Year first where most dates begin with a year; else the order that more of the unmistakable dates are in;
    /// else, where day and month could always change places, month first for slashes and day first for dashes.
    /// </summary>
    /// <param name="samples">Some values of the column as UTF-8; those that stand for a missing value do not count.</param>
    /// <returns>The order, or null where most samples are no dates.</returns>
    public static DateOrder? GuessOrder(IEnumerable<byte[]> samples)
    {
        int others = 0, yearFirst = 0, onlyDayFirst = 0, onlyMonthFirst = 0, slashes = 0, dashes = 0;
        foreach (var sample in samples)
        {
            if (MissingText.IsMissing(sample))
                continue;
            if (!TrySplit(Blanks.Trim(sample), out var date, out _))
            {
                others++;
                continue;
            }

            switch (date.Fits(DateOrder.YearMonthDay), date.Fits(DateOrder.DayMonthYear), date.Fits(DateOrder.MonthDayYear))
            {
                case (true, _, _):
                    yearFirst++;
                    break;
                case (_, true, true) when date.Separator == '/':
                    slashes++;
                    break;
                case (_, true, true):
                    dashes++;
                    break;
                case (_, true, _):
                    onlyDayFirst++;
                    break;
                case (_, _, true):
                    onlyMonthFirst++;
                    break;
                default:
                    others++;
                    break;
            }
        }

        var yearLast = onlyDayFirst + onlyMonthFirst + slashes + dashes;
        if (yearFirst + yearLast == 0 || others > yearFirst + yearLast)
            return null;
        if (yearFirst > yearLast)
            return DateOrder.YearMonthDay;
        if (onlyDayFirst != onlyMonthFirst)
            return onlyDayFirst > onlyMonthFirst ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
        return dashes > slashes ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
    }

    /// <summary>The fast path for <c>yyyy-MM-dd</c> and <c>yyyy-MM-ddTHH:mm:ss</c>. What it does not read may still be a date.</summary>
    private static bool TryParseIso(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.Length is not (10 or 19) || text[4] != '-' || text[7] != '-')
            return false;
        int year = Two(text) * 100 + Two(text[2..]), month = Two(text[5..]), day = Two(text[8..]);
        if (year is < 1932 or > 2067 || month is < 1 or > 12 || day < 1 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
            return false;

        var start = (new DateOnly(year, month, day).DayNumber - Moments.EpochDayNumber) * Moments.SecondsPerDay;
        if (text.Length == 19)
        {
            int hour = Two(text[11..]), minute = Two(text[14..]), second = Two(text[17..]);
            if (text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || text[16] != ':' || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
                return false;
            start += hour * 3600 + minute * 60 + second;
        }

        seconds = start;
        return true;
    }

    /// <summary>The number that two digits spell; far below zero where they are none.</summary>
    private static int Two(ReadOnlySpan<byte> text)
    {
        uint tens = text[0] - (uint)'0', ones = text[1] - (uint)'0';
        return tens <= 9 && ones <= 9 ? (int)(tens * 10 + ones) : -10_000;
    }

    private static bool TrySplit(ReadOnlySpan<byte> text, out DateParts date, out int secondsOfDay)
    {
        secondsOfDay = 0;
        date = default;
        return TrySplitDate(ref text, out date) && TryReadTime(text, out secondsOfDay);
    }

    private static bool TrySplitDate(ref ReadOnlySpan<byte> text, out DateParts date)
    {
        date = default;
        if (!TryTakeDigits(ref text, out var first, out var length))
            return false;
        if (length == 8)
        {
            date = new DateParts(first / 10_000, first / 100 % 100, first % 100, (byte)'-', IsYearFirst: true);
            return true;
        }

        if (text.IsEmpty || text[0] is not ((byte)'-' or (byte)'/' or (byte)'.'))
            return false;
        var separator = text[0];
        text = text[1..];
        if (!TryTakeDigits(ref text, out var second, out var secondLength) || secondLength > 2 || text.IsEmpty || text[0] != separator)
            return false;
        text = text[1..];
        if (!TryTakeDigits(ref text, out var third, out var thirdLength))
            return false;

        switch (length, thirdLength)
        {
            case (4, 1 or 2) when separator != '.':
                date = new DateParts(first, second, third, separator, IsYearFirst: true);
                return true;
            case (1 or 2, 4):
                date = new DateParts(first, second, third, separator, IsYearFirst: false);
                return true;
            case (1 or 2, 2):
                date = new DateParts(first, second, third + (third >= FirstYearOf1900s ? 1900 : 2000), separator, IsYearFirst: false);
                return true;
            default:
                return false;
        }
    }

    /// <param name="text">What follows the date: nothing, or a time.</param>
    /// <param name="secondsOfDay">The seconds since the start of the day in UTC; with an offset perhaps below zero or beyond the day.</param>
    private static bool TryReadTime(ReadOnlySpan<byte> text, out int secondsOfDay)
    {
        secondsOfDay = 0;
        if (text.IsEmpty)
            return true;

        var rest = text[0] is (byte)'T' or (byte)'t' ? text[1..] : Blanks.TrimStart(text);
        if (rest.Length == text.Length
            || !TryTakeDigits(ref rest, out var hour, out var length) || length > 2 || hour > 23
            || !TryTakeSixtieth(ref rest, out var minute))
        {
            return false;
        }

        var second = 0;
        if (!rest.IsEmpty && rest[0] == ':')
        {
            if (!TryTakeSixtieth(ref rest, out second))
                return false;
            if (!rest.IsEmpty && rest[0] == '.')
            {
                var fraction = rest[1..];
                var end = fraction.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
                rest = end < 0 ? [] : fraction[end..];
                if (rest.Length == fraction.Length)
                    return false;
            }
        }

        rest = Blanks.TrimStart(rest);
        if (!TryTakeHalfDay(ref rest, ref hour) || !TryReadOffset(Blanks.TrimStart(rest), out var offset))
            return false;
        secondsOfDay = hour * 3600 + minute * 60 + second - offset;
        return true;
    }

    /// <summary>Takes a colon and two digits below sixty.</summary>
    private static bool TryTakeSixtieth(ref ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.IsEmpty || text[0] != ':')
            return false;
        text = text[1..];
        return TryTakeDigits(ref text, out value, out var length) && length == 2 && value < 60;
    }

    /// <summary>Takes AM or PM where there is one, and turns the hour into one of twenty-four.</summary>
    private static bool TryTakeHalfDay(ref ReadOnlySpan<byte> text, ref int hour)
    {
        if (text.Length < 2 || (text[1] | 0x20) != 'm' || (text[0] | 0x20) is not ('a' or 'p'))
            return true;
        if (hour is < 1 or > 12)
            return false;
        hour = hour % 12 + ((text[0] | 0x20) == 'p' ? 12 : 0);
        text = text[2..];
        return true;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.IsEmpty || Ascii.EqualsIgnoreCase(text, "Z"u8) || Ascii.EqualsIgnoreCase(text, "UTC"u8))
            return true;
        if (text[0] is not ((byte)'+' or (byte)'-'))
            return false;

        var isBehind = text[0] == '-';
        text = text[1..];
        if (!TryTakeDigits(ref text, out var hours, out var length))
            return false;
        var minutes = 0;
        if (length == 4)
        {
            minutes = hours % 100;
            hours /= 100;
        }
        else if (length != 2 || (!text.IsEmpty && !TryTakeSixtieth(ref text, out minutes)))
        {
            return false;
        }

        if (!text.IsEmpty || minutes > 59 || hours > MaxOffsetHours || (hours == MaxOffsetHours && minutes > 0))
            return false;
        seconds = (hours * 60 + minutes) * (isBehind ? -60 : 60);
        return true;
    }

    /// <summary>Takes the digits at the start, one to eight of them.</summary>
    private static bool TryTakeDigits(ref ReadOnlySpan<byte> text, out int value, out int length)
    {
        value = 0;
        for (length = 0; length < text.Length && text[length] is >= (byte)'0' and <= (byte)'9'; length++)
        {
            if (length == 8)
                return false;
            value = value * 10 + (text[length] - '0');
        }

        text = text[length..];
        return length > 0;
    }

    /// <summary>The three numbers of a date in the order of the text.</summary>
    private readonly record struct DateParts(int First, int Second, int Third, byte Separator, bool IsYearFirst)
    {
        public bool Fits(DateOrder order)
        {
            if (IsYearFirst != (order == DateOrder.YearMonthDay) || (Separator == '.' && order != DateOrder.DayMonthYear))
                return false;
            var (year, month, day) = In(order);
            return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        }

        /// <summary>The order asked for where the date fits it, else another that it fits, else none.</summary>
        public DateOrder? OrderNearest(DateOrder order)
        {
            if (IsYearFirst)
                return Fits(DateOrder.YearMonthDay) ? DateOrder.YearMonthDay : null;
            if (order == DateOrder.YearMonthDay)
                order = Separator == '/' ? DateOrder.MonthDayYear : DateOrder.DayMonthYear;
            if (Fits(order))
                return order;
            var other = order == DateOrder.DayMonthYear ? DateOrder.MonthDayYear : DateOrder.DayMonthYear;
            return Fits(other) ? other : null;
        }

        public int DayNumber(DateOrder order)
        {
            var (year, month, day) = In(order);
            return new DateOnly(year, month, day).DayNumber;
        }

        private (int Year, int Month, int Day) In(DateOrder order) => order switch
        {
            DateOrder.YearMonthDay => (First, Second, Third),
            DateOrder.DayMonthYear => (Third, Second, First),
            _ => (Third, First, Second),
        };
    }
}
