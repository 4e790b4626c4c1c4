using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>A diagnosis as JSON: names and enumerations in snake case.</summary>
public static class DiagnosisJson
{
    // Not put into pages as it is: letters of all languages may stand as they are.
    private static readonly DiagnosisJsonContext Context = new(new JsonSerializerOptions(DiagnosisJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The JSON as UTF-8.</summary>
    public static byte[] ToUtf8(Diagnosis diagnosis) => JsonSerializer.SerializeToUtf8Bytes(diagnosis, Context.Diagnosis);
}

/// <summary>The diagnosis' JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(SnakeCaseEnum<Question>), typeof(SnakeCaseEnum<AnswerKind>), typeof(SnakeCaseEnum<Severity>), typeof(SnakeCaseEnum<DatasetTable>)])]
[JsonSerializable(typeof(Diagnosis))]
internal sealed partial class DiagnosisJsonContext : JsonSerializerContext;

/// <summary>Writes an enumeration by name, such as <c>next_items</c>.</summary>
internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) where T : struct, Enum;
