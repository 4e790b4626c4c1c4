using System.Text.Json.Serialization;

namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The requests' JSON, generated at build time. What is absent is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(PredictionRequest))]
[JsonSerializable(typeof(SessionCreateRequest))]
[JsonSerializable(typeof(SessionPredictionRequest))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
