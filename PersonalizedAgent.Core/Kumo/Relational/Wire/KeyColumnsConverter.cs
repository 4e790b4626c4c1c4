using System.Text.Json;
using System.Text.Json.Serialization;

namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

internal sealed class KeyColumnsConverter : JsonConverter<KeyColumns>
{
    public override KeyColumns Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Requests are only written.");

    public override void Write(Utf8JsonWriter writer, KeyColumns value, JsonSerializerOptions options)
    {
        if (value.Names is [var only])
        {
            writer.WriteStringValue(only);
            return;
        }

        writer.WriteStartArray();
        foreach (var name in value.Names)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
    }
}
