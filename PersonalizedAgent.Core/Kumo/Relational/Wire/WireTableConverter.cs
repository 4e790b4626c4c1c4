using System.Text.Json;
using System.Text.Json.Serialization;

namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

internal sealed class WireTableConverter : JsonConverter<WireTable>
{
    public override WireTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only written.");

    public override void Write(Utf8JsonWriter writer, WireTable value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("format"u8, "arrays"u8);
        writer.WriteStartArray("columns"u8);
        foreach (var column in value.Columns)
            writer.WriteStringValue(column);
        writer.WriteEndArray();
        writer.WritePropertyName("rows"u8);
        writer.WriteRawValue(value.Rows.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }
}
