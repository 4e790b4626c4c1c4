using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions.Receipts;

/// <summary>Writes a decision as its receipt and reads it back. Equal decisions give equal bytes.</summary>
public static class ReceiptJson
{
    private static readonly ReceiptContext Context = new(new JsonSerializerOptions(ReceiptContext.Default.Options)
    {
        // Receipts stand in files and answers, never inside HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The receipt of a decision, as JSON in UTF-8.</summary>
    public static byte[] Write(Decision decision) => JsonSerializer.SerializeToUtf8Bytes(decision, Context.Decision);

    /// <summary>The decision of a receipt.</summary>
    /// <exception cref="JsonException">The bytes are no receipt.</exception>
    public static Decision Read(ReadOnlySpan<byte> receipt) => JsonSerializer.Deserialize(receipt, Context.Decision) is { Prediction: not null, Choice: not null, Policy: not null, Dataset: not null } decision
        ? decision
        : throw new JsonException("A receipt has a prediction, a policy and a choice.");
}

/// <summary>How receipts are spelled.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(UserIdConverter), typeof(ScoreConverter), typeof(ActionConverter), typeof(BackendConverter), typeof(SettingsConverter)])]
[JsonSerializable(typeof(Decision))]
internal sealed partial class ReceiptContext : JsonSerializerContext;

/// <summary>How settings are spelled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AgentOptions))]
internal sealed partial class SettingsContext : JsonSerializerContext;

/// <summary>Settings, written once for all decisions that were made by them: they are replaced, never changed.</summary>
internal sealed class SettingsConverter : JsonConverter<AgentOptions>
{
    private static readonly ConditionalWeakTable<AgentOptions, byte[]> Written = [];

    public override AgentOptions? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, SettingsContext.Default.AgentOptions);

    public override void Write(Utf8JsonWriter writer, AgentOptions value, JsonSerializerOptions options) =>
        writer.WriteRawValue(Written.GetValue(value, static settings => JsonSerializer.SerializeToUtf8Bytes(settings, SettingsContext.Default.AgentOptions)), skipInputValidation: true);
}

/// <summary>A user's id: a number where it is an integer, else a text.</summary>
internal sealed class UserIdConverter : JsonConverter<UserId>
{
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

/// <summary>A score as the number it is.</summary>
internal sealed class ScoreConverter : JsonConverter<Score>
{
    public override Score Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, Score value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}

/// <summary>An action by its name on the wire.</summary>
internal sealed class ActionConverter : JsonConverter<AgentAction>
{
    public override AgentAction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString();
        foreach (var action in AgentActions.All)
        {
            if (action.WireName() == name)
                return action;
        }

        throw new JsonException($"{name} is no action.");
    }

    public override void Write(Utf8JsonWriter writer, AgentAction value, JsonSerializerOptions options) => writer.WriteStringValue(value.WireName());
}

/// <summary>A backend by its name.</summary>
internal sealed class BackendConverter() : JsonStringEnumConverter<PredictionBackend>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
