using System.Text.Json.Serialization;

namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The columns of a primary key: a text where there is one, a list where there are more.</summary>
[JsonConverter(typeof(KeyColumnsConverter))]
internal sealed record KeyColumns(params IReadOnlyList<string> Names);
