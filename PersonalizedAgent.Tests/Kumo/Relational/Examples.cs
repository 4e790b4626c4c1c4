using System.Globalization;
using System.Text;
using System.Text.Json;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>The example payloads, and what they are compared by.</summary>
internal static class Examples
{
    public static byte[] Bytes(string path) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Kumo", "Relational", "examples", path));

    public static string Text(string path) => Encoding.UTF8.GetString(Bytes(path));

    /// <summary>The dataset of <c>raw_tables_users_items_orders.json</c>.</summary>
    public static Dataset Shop(bool withItems = true)
    {
        using var raw = JsonDocument.Parse(Bytes("requests/raw_tables_users_items_orders.json"));
        return FolderFiles.Read(
            ("users.csv", Csv(raw.RootElement.GetProperty("users"), "user_id", "country", "signup_date")),
            ("items.csv", withItems ? Csv(raw.RootElement.GetProperty("items"), "item_id", "category") : null),
            ("orders.csv", Csv(raw.RootElement.GetProperty("orders"), withItems ? ["order_id", "user_id", "item_id", "price", "time"] : ["order_id", "user_id", "price", "time"])));
    }

    /// <summary>Our datasets call what was paid <c>amount</c> and when it was <c>at</c>; names carry no meaning to the server.</summary>
    public static string WithOurNames(string expected) =>
        expected.Replace("\"price\"", "\"amount\"", StringComparison.Ordinal).Replace("\"time\"", "\"at\"", StringComparison.Ordinal);

    /// <summary>Compares by meaning: numbers and times by value, properties in any order.</summary>
    public static void AssertSame(string expected, byte[] actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        AssertSame(left.RootElement, right.RootElement, "$");
    }

    private static void AssertSame(JsonElement expected, JsonElement actual, string path)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{path}: {expected} but {actual}");
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(expected.EnumerateObject().Select(p => p.Name).Order(), actual.EnumerateObject().Select(p => p.Name).Order());
                foreach (var property in expected.EnumerateObject())
                    AssertSame(property.Value, actual.GetProperty(property.Name), $"{path}.{property.Name}");
                break;
            case JsonValueKind.Array:
                Assert.True(expected.GetArrayLength() == actual.GetArrayLength(), $"{path}: {expected} but {actual}");
                for (var i = 0; i < expected.GetArrayLength(); i++)
                    AssertSame(expected[i], actual[i], $"{path}[{i}]");
                break;
            case JsonValueKind.Number:
                Assert.True(expected.GetDouble() == actual.GetDouble(), $"{path}: {expected} but {actual}");
                break;
            case JsonValueKind.String:
                Assert.True(Meaning(expected.GetString()!) == Meaning(actual.GetString()!), $"{path}: {expected} but {actual}");
                break;
        }
    }

    private static string Meaning(string text) =>
        text.EndsWith('Z') && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time.ToString("O", CultureInfo.InvariantCulture) : text;

    private static string Csv(JsonElement rows, params string[] columns) =>
        string.Join(',', columns) + "\n" + string.Concat(rows.EnumerateArray().Select(row => string.Join(',', columns.Select(column => row.GetProperty(column).ToString())) + "\n"));
}
