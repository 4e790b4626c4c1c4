using System.Globalization;
using System.Text.Json;

namespace PersonalizedAgent.Core.Kumo.Relational.Reading;

/// <summary>Reads fields of an answer; one of the wrong type is a fault that says where it stands.</summary>
internal static class JsonFields
{
    /// <summary>The field, unless it is absent or null.</summary>
    public static JsonElement? Field(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var field) && field.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? field : null;

    /// <summary>A text, if it is one; anything else counts as absent.</summary>
    public static string? LooseText(this JsonElement parent, string name) => parent.Field(name) is { ValueKind: JsonValueKind.String } field ? field.GetString() : null;

    /// <summary>A number or the text of one, if it is finite.</summary>
    public static double? AsNumber(this JsonElement field)
    {
        var value = field.ValueKind switch
        {
            JsonValueKind.Number => field.TryGetDouble(out var number) ? number : double.NaN,
            JsonValueKind.String => double.TryParse(field.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
            _ => double.NaN,
        };
        return double.IsFinite(value) ? value : null;
    }

    /// <summary>A whole number or the text of one.</summary>
    public static long? AsWhole(this JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.Number when field.TryGetInt64(out var number) => number,
        JsonValueKind.String when long.TryParse(field.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public static IReadOnlyList<double>? Numbers(this JsonElement parent, string name, string where)
    {
        if (parent.Field(name) is not { } field)
            return null;
        if (field.ValueKind != JsonValueKind.Array)
            throw new AnswerFault($"{where}: {name} is no list.");
        var numbers = new List<double>(field.GetArrayLength());
        foreach (var element in field.EnumerateArray())
            numbers.Add(element.AsNumber() ?? throw new AnswerFault($"{where}: {name} holds what is no finite number."));
        return numbers;
    }

    public static IReadOnlyDictionary<string, double>? NumbersByName(this JsonElement parent, string name, string where)
    {
        if (parent.Field(name) is not { } field)
            return null;
        if (field.ValueKind != JsonValueKind.Object)
            throw new AnswerFault($"{where}: {name} is no map.");
        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var property in field.EnumerateObject())
        {
            if (!numbers.TryAdd(property.Name, property.Value.AsNumber() ?? throw new AnswerFault($"{where}: {name} holds what is no finite number.")))
                throw new AnswerFault($"{where}: {name} says one thing twice.");
        }

        return numbers;
    }
}
