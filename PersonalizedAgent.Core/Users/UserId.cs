using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace PersonalizedAgent.Core.Users;

/// <summary>
/// What names a user: an integer or a text. A text that is a plain integer is that integer: ASCII digits, no sign, no leading zero, at most
/// <see cref="long.MaxValue"/>; any other text, such as <c>85123A</c> or <c>007</c>, is compared letter by letter.
/// </summary>
public readonly record struct UserId : IComparable<UserId>
{
    private readonly string? _text;

    /// <summary>An id that is an integer.</summary>
    /// <param name="number">Not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is negative.</exception>
    public UserId(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        Number = number;
    }

    /// <summary>An id as it is written.</summary>
    /// <param name="text">Any text but an empty one.</param>
    /// <exception cref="ArgumentException"><paramref name="text"/> is empty.</exception>
    public UserId(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (IsPlainInteger(text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            Number = number;
        else
            _text = text;
    }

    /// <summary>Whether the id is an integer.</summary>
    public bool IsNumber => _text is null;

    /// <summary>The integer; 0 where the id is a text.</summary>
    public long Number { get; }

    /// <summary>An integer is an id.</summary>
    public static implicit operator UserId(long number) => new(number);

    /// <summary>Whether an id comes before another.</summary>
    public static bool operator <(UserId left, UserId right) => left.CompareTo(right) < 0;

    /// <summary>Whether an id comes after another.</summary>
    public static bool operator >(UserId left, UserId right) => left.CompareTo(right) > 0;

    /// <summary>Whether an id comes before another or is the same.</summary>
    public static bool operator <=(UserId left, UserId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether an id comes after another or is the same.</summary>
    public static bool operator >=(UserId left, UserId right) => left.CompareTo(right) >= 0;

    /// <summary>Integers first, by value; then texts, by ordinal.</summary>
    public int CompareTo(UserId other) => (_text, other._text) switch
    {
        (null, null) => Number.CompareTo(other.Number),
        (null, _) => -1,
        (_, null) => 1,
        _ => string.CompareOrdinal(_text, other._text),
    };

    /// <summary>The id as it is written in files and addresses.</summary>
    public override string ToString() => _text ?? Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads the integer that a text is, if it is a plain one.</summary>
    internal static bool TryNumber(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        if (text.IsEmpty || text.Length > 19 || (text[0] == '0' && text.Length > 1))
            return false;
        if (text.Length == 19)
            return text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && Utf8Parser.TryParse(text, out number, out _);
        foreach (var b in text)
        {
            var digit = (uint)(b - '0');
            if (digit > 9)
                return false;
            number = number * 10 + digit;
        }

        return true;
    }

    /// <summary>Reads an id from UTF-8 text that is not empty; what is no UTF-8 becomes U+FFFD.</summary>
    internal static UserId FromUtf8(ReadOnlySpan<byte> text) => TryNumber(text, out var number) ? new UserId(number) : new UserId(Encoding.UTF8.GetString(text));

    private static bool IsPlainInteger(string text) => text.Length <= 19 && (text[0] != '0' || text.Length == 1) && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
}
