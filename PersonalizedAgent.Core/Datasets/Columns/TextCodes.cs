using System.Buffers;
using System.Text.Unicode;

namespace PersonalizedAgent.Core.Datasets.Columns;

/// <summary>Gives each distinct text a number, in the order in which they come.</summary>
internal sealed class TextCodes
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>The texts, by number.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of a text.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="isUtf8">Whether it is; what is not becomes U+FFFD.</param>
    public int CodeOf(ReadOnlySpan<byte> text, out bool isUtf8)
    {
        Span<char> chars = text.Length <= 256 ? stackalloc char[256] : new char[text.Length];
        isUtf8 = Utf8.ToUtf16(text, chars, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done;
        if (!isUtf8)
            Utf8.ToUtf16(text, chars, out _, out length);
        var lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(chars[..length], out var code))
            return code;
        return Add(chars[..length].ToString());
    }

    /// <summary>The number of a text.</summary>
    public int CodeOf(string text) => _codes.TryGetValue(text, out var code) ? code : Add(text);

    private int Add(string text)
    {
        var code = _names.Count;
        _names.Add(text);
        _codes.Add(text, code);
        return code;
    }
}
