using System.Text.Json;
using System.Text.Json.Serialization;

namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Writes an enumeration by name, such as <c>next_items</c>.</summary>
internal sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) where T : struct, Enum;
