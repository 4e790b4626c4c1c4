using System.Text;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>A body as it is kept: text if it is any, else base64. Either way the same bytes come back.</summary>
/// <param name="Text">The body as UTF-8 text.</param>
/// <param name="Base64">The body, where it is no text.</param>
internal sealed record CassetteBody(string? Text, string? Base64)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static CassetteBody Of(byte[] bytes)
    {
        try
        {
            return new(Strict.GetString(bytes), null);
        }
        catch (DecoderFallbackException)
        {
            return new(null, Convert.ToBase64String(bytes));
        }
    }

    /// <exception cref="FormatException">It is neither.</exception>
    public byte[] ToBytes() => Text is not null ? Strict.GetBytes(Text) : Convert.FromBase64String(Base64 ?? throw new FormatException("Neither text nor base64."));
}
