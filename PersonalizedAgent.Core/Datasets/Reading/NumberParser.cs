using System.Buffers.Text;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>
/// Reads numbers from UTF-8 text, the same on every machine: <c>-12.5</c>, <c>1e3</c>, <c>1,234,567.89</c>, <c>12,5</c>, <c>1.234,5</c>,
/// with <c>£</c>, <c>€</c> or <c>$</c> in front or behind.
/// A lone comma before exactly three digits groups thousands, so <c>1,234</c> means 1234, if one to three digits without a leading zero stand before it.
/// Any other lone comma is a decimal comma: <c>0,125</c> means an eighth. A lone dot is always a decimal point: <c>1.234</c> is little more than one.
/// </summary>
internal static class NumberParser
{
    /// <summary>No amount of money takes more, separators included.</summary>
    private const int MaxGroupedLength = 64;

    private const byte NoGroups = 0;

    /// <summary>No more digits than a double holds exactly.</summary>
    private const int MaxShortLength = 15;

    private static readonly double[] PowersOfTen = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads one number.</summary>
    /// <param name="text">The text; blanks around it do not matter.</param>
    /// <param name="value">The number; 0 where there is none.</param>
    /// <returns>Whether the text is a finite number.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        if (TryParseShort(text, out value) || TryParsePlain(text, out value))
            return true;

        text = Blanks.Trim(text);
        var hasCurrency = TryTakeCurrency(ref text);
        var isNegative = false;
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
        {
            isNegative = text[0] == '-';
            text = text[1..];
            hasCurrency = hasCurrency || TryTakeCurrency(ref text);
        }

        if (!hasCurrency)
            TakeCurrencyBehind(ref text);
        if (!TryParsePlain(text, out value) && !TryParseGrouped(text, out value))
            return false;
        if (isNegative)
            value = -value;
        return true;
    }

    /// <summary>
    /// At most fifteen digits and points, the usual case: digits and power of ten are exact then, and their quotient is rounded once,
    /// as by any correct reader (Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990).
    /// </summary>
    private static bool TryParseShort(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.Length is 0 or > MaxShortLength || text[0] == '.')
            return false;
        long digits = 0;
        var places = -1;
        foreach (var b in text)
        {
            var digit = (uint)(b - '0');
            if (digit <= 9)
            {
                digits = digits * 10 + digit;
                places += places >= 0 ? 1 : 0;
            }
            else if (b == '.' && places < 0)
            {
                places = 0;
            }
            else
            {
                return false;
            }
        }

        value = places <= 0 ? digits : digits / PowersOfTen[places];
        return true;
    }

    /// <summary>Digits with at most one point and an exponent, no sign and no separators. Not the words and signs that the framework reads too.</summary>
    private static bool TryParsePlain(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.IsEmpty || text[0] is not ((>= (byte)'0' and <= (byte)'9') or (byte)'.'))
            return false;
        if (Utf8Parser.TryParse(text, out double number, out var consumed) && consumed == text.Length && double.IsFinite(number))
        {
            value = number;
            return true;
        }

        return false;
    }

    private static bool TryParseGrouped(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var lastComma = text.LastIndexOf((byte)',');
        if (lastComma < 0 || text.Length > MaxGroupedLength)
            return false;

        // The last separator is the decimal one, except where a comma can only group.
        var lastDot = text.LastIndexOf((byte)'.');
        var hasDot = lastDot >= 0;
        var isWhole = !hasDot && (text.IndexOf((byte)',') < lastComma || AreGroups(text, (byte)','));
        var end = isWhole ? text.Length : Math.Max(lastDot, lastComma);
        var whole = text[..end];
        var fraction = isWhole ? "0"u8 : text[(end + 1)..];
        var group = isWhole || lastDot > lastComma ? (byte)',' : hasDot ? (byte)'.' : NoGroups;

        if (fraction.IsEmpty || !AreDigits(fraction) || !(group == NoGroups ? AreDigits(whole) : AreGroups(whole, group)))
            return false;

        Span<byte> plain = stackalloc byte[MaxGroupedLength + 2];
        var length = 0;
        foreach (var b in whole)
        {
            if (b != group)
                plain[length++] = b;
        }

        plain[length++] = (byte)'.';
        fraction.CopyTo(plain[length..]);
        return TryParsePlain(plain[..(length + fraction.Length)], out value);
    }

    /// <summary>Whether it is one to three digits, the first not zero, and then at least one group of exactly three.</summary>
    private static bool AreGroups(ReadOnlySpan<byte> text, byte separator)
    {
        var first = text.IndexOf(separator);
        if (first is < 1 or > 3 || text[0] == '0' || (text.Length - first) % 4 != 0)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            var isSeparator = i >= first && (i - first) % 4 == 0;
            if (isSeparator ? text[i] != separator : text[i] is < (byte)'0' or > (byte)'9')
                return false;
        }

        return true;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static bool TryTakeCurrency(ref ReadOnlySpan<byte> text)
    {
        var length = text.StartsWith("$"u8) ? 1 : text.StartsWith("£"u8) ? 2 : text.StartsWith("€"u8) ? 3 : 0;
        if (length == 0)
            return false;
        text = Blanks.TrimStart(text[length..]);
        return true;
    }

    private static void TakeCurrencyBehind(ref ReadOnlySpan<byte> text)
    {
        var length = text.EndsWith("$"u8) ? 1 : text.EndsWith("£"u8) ? 2 : text.EndsWith("€"u8) ? 3 : 0;
        if (length > 0)
            text = Blanks.TrimEnd(text[..^length]);
    }
}
