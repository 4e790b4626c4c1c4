using System.Text.Json;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>How kinds of JSON values are called.</summary>
internal static class JsonWords
{
    public static string Word(this JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "bool",
        _ => "null",
    };
}
