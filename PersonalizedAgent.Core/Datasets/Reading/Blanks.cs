namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>Takes blanks and tabs off UTF-8 text.</summary>
internal static class Blanks
{
    /// <summary>The text without the blanks around it.</summary>
    /// <param name="text">The text.</param>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => TrimEnd(TrimStart(text));

    /// <summary>The text without the blanks before it.</summary>
    /// <param name="text">The text.</param>
    public static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text)
    {
        var start = 0;
        while (start < text.Length && text[start] is (byte)' ' or (byte)'\t')
            start++;
        return text[start..];
    }

    /// <summary>The text without the blanks behind it.</summary>
    /// <param name="text">The text.</param>
    public static ReadOnlySpan<byte> TrimEnd(ReadOnlySpan<byte> text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1] is (byte)' ' or (byte)'\t')
            end--;
        return text[..end];
    }
}
