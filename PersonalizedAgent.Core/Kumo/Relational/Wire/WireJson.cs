using System.Text.Encodings.Web;
using System.Text.Json;

namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>Turns requests into compact UTF-8.</summary>
internal static class WireJson
{
    // What is generated at build time cannot name an encoder.
    private static readonly WireJsonContext Context = new(new JsonSerializerOptions(WireJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] ToUtf8(PredictionRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, Context.PredictionRequest);

    public static byte[] ToUtf8(SessionCreateRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, Context.SessionCreateRequest);

    public static byte[] ToUtf8(SessionPredictionRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, Context.SessionPredictionRequest);
}
