using System.Text;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Knows the texts that stand for a value that is not there.</summary>
internal static class MissingText
{
    /// <summary>Whether a text says that there is no value: it is empty, <c>NA</c>, <c>N/A</c>, <c>#N/A</c>, <c>NaN</c>, <c>null</c>, <c>none</c>, <c>nil</c>, <c>\N</c>, <c>-</c> or <c>?</c>, in any case.</summary>
    /// <param name="text">The text as UTF-8; blanks around it do not matter.</param>
    public static bool IsMissing(ReadOnlySpan<byte> text)
    {
        // Most cells begin with a digit, and none of the words does.
        if (!text.IsEmpty && text[0] is >= (byte)'0' and <= (byte)'9')
            return false;
        text = Blanks.Trim(text);
        return text.Length switch
        {
            0 => true,
            1 => text[0] is (byte)'-' or (byte)'?',
            2 => Is(text, "NA"u8) || Is(text, "\\N"u8),
            3 => Is(text, "N/A"u8) || Is(text, "NaN"u8) || Is(text, "nil"u8),
            4 => Is(text, "null"u8) || Is(text, "none"u8) || Is(text, "#N/A"u8),
            _ => false,
        };
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => Ascii.EqualsIgnoreCase(text, word);
}
