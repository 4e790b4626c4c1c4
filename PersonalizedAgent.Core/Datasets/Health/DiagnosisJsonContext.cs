using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>The diagnosis' JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(SnakeCaseEnum<Question>), typeof(SnakeCaseEnum<AnswerKind>), typeof(SnakeCaseEnum<Severity>), typeof(SnakeCaseEnum<DatasetTable>)])]
[JsonSerializable(typeof(Diagnosis))]
internal sealed partial class DiagnosisJsonContext : JsonSerializerContext;
