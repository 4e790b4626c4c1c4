using System.Text;

namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Reads yes or no from UTF-8 text: <c>1</c>, <c>true</c>, <c>yes</c>, <c>y</c>, <c>t</c> and their opposites, in any case.</summary>
internal static class FlagParser
{
    /// <summary>Reads one flag.</summary>
    /// <param name="text">The text; blanks around it do not matter.</param>
    /// <param name="value">The flag; false where there is none.</param>
    /// <returns>Whether the text is a flag.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        text = Blanks.Trim(text);
        value = Is(text, "1"u8) || Is(text, "true"u8) || Is(text, "yes"u8) || Is(text, "y"u8) || Is(text, "t"u8);
        return value || Is(text, "0"u8) || Is(text, "false"u8) || Is(text, "no"u8) || Is(text, "n"u8) || Is(text, "f"u8);
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.Length == word.Length && Ascii.EqualsIgnoreCase(text, word);
}
