using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>A diagnosis as JSON: names and enumerations in snake case.</summary>
public static class DiagnosisJson
{
    // Not put into pages as it is: letters of all languages may stand as they are.
    private static readonly DiagnosisJsonContext Context = new(new JsonSerializerOptions(DiagnosisJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The JSON as UTF-8.</summary>
    public static byte[] ToUtf8(Diagnosis diagnosis) => JsonSerializer.SerializeToUtf8Bytes(diagnosis, Context.Diagnosis);

    /// <summary>Makes other options write a diagnosis so too, and describe it so.</summary>
    public static void AddTo(JsonSerializerOptions options)
    {
        foreach (var converter in Context.Options.Converters)
            options.Converters.Add(converter);
        options.TypeInfoResolverChain.Insert(0, DiagnosisJsonContext.Default.WithAddedModifier(type =>
        {
            foreach (var property in type.Properties)
                property.Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
        }));
    }
}
