using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>What a kept exchange is found by: SHA-256 of method, path and body. Order of properties, blanks and <c>metadata.request_id</c> do not count, everything else does.</summary>
internal static class CassetteHash
{
    private static readonly JsonWriterOptions Lax = new() { SkipValidation = true };

    /// <returns>64 hexadecimal digits.</returns>
    public static string Of(string method, string path, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{method}\n{path}\n"));
        hash.AppendData(Canonical(body));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ReadOnlySpan<byte> Canonical(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            using var canonical = new MemoryStream();
            using (var writer = new Utf8JsonWriter(canonical, Lax))
                Write(writer, document.RootElement, depth: 0, inMetadata: false);
            return canonical.ToArray();
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, int depth, bool inMetadata)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    if (inMetadata && property.NameEquals("request_id"))
                        continue;
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, depth + 1, depth == 0 && property.NameEquals("metadata"));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item, depth + 1, inMetadata: false);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
