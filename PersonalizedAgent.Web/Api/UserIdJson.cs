using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Web.Api;

/// <summary>A user's id in JSON: a number where it is an integer, else a text.</summary>
internal sealed class UserIdJson : JsonConverter<UserId>
{
    /// <summary>How the description of the API puts it.</summary>
    public static OpenApiSchema Schema => new() { Type = JsonSchemaType.Integer | JsonSchemaType.String };

    public override UserId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? new UserId(reader.GetInt64()) : new UserId(reader.GetString() ?? throw new JsonException("A user's id is a number or a text."));

    public override void Write(Utf8JsonWriter writer, UserId value, JsonSerializerOptions options)
    {
        if (value.IsNumber)
            writer.WriteNumberValue(value.Number);
        else
            writer.WriteStringValue(value.ToString());
    }
}
