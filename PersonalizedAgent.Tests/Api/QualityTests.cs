using System.Net;
using System.Text.Json;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Api;

/// <summary>What programs learn of the quality of predictions.</summary>
public sealed class QualityTests
{
    private static readonly Uri Route = new("/api/quality", UriKind.Relative);

    private static AppHost Host(string path) => new(settings: new Dictionary<string, string> { ["Dataset:Path"] = path });

    /// <summary>Asks as a program does: again as long as the answer is 202.</summary>
    private static async Task<JsonDocument> GetAsync(AppHost host)
    {
        while (true)
        {
            using var response = await host.Client.GetAsync(Route);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
            if (response.StatusCode == HttpStatusCode.OK)
                return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
        }
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    [Fact]
    public async Task Shop_HasAllFigures_AsTheyAreDescribed()
    {
        await using var host = Host("data/shop");
        using var quality = await GetAsync(host);
        using var description = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));

        var root = quality.RootElement;
        var engagement = root.GetProperty("engagement");
        Assert.Equal((30, 64), (root.GetProperty("horizon_days").GetInt32(), root.GetProperty("dataset").GetString()!.Length));
        Assert.StartsWith("local-", root.GetProperty("model_version").GetString(), StringComparison.Ordinal);
        Assert.InRange(engagement.GetProperty("auc").GetProperty("value").GetDouble(), 0.5, 1);
        Assert.True(engagement.GetProperty("is_better_than_rules").GetBoolean());
        Assert.StartsWith("Better than each simple rule", engagement.GetProperty("verdict").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("engagement_reason").ValueKind);
        Assert.Equal(["recency alone", "frequency alone"], engagement.GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("name").GetString()));
        Assert.Equal(["offer_discount", "recommend_product", "send_message"], root.GetProperty("responses").EnumerateArray().Select(response => response.GetProperty("action").GetString()));
        Assert.True(root.GetProperty("truth").GetProperty("possible").GetDouble() >= root.GetProperty("truth").GetProperty("earned").GetDouble());

        var schemas = description.RootElement.GetProperty("components").GetProperty("schemas");
        void Agree(string schema, JsonElement written) => Assert.Equal(Names(written), Names(schemas.GetProperty(schema).GetProperty("properties")));
        Agree("QualityBody", root);
        Agree("EngagementBody", engagement);
        Agree("IntervalBody", engagement.GetProperty("auc"));
        Agree("RuleBody", engagement.GetProperty("rules")[0]);
        Agree("CalibrationBody", engagement.GetProperty("calibration")[0]);
        Agree("RocBody", engagement.GetProperty("roc")[0]);
        Agree("LiftBody", engagement.GetProperty("lift")[0]);
        Agree("ResponseBody", root.GetProperty("responses")[0]);
        Agree("NextItemsBody", root.GetProperty("items"));
        Agree("TruthBody", root.GetProperty("truth"));
        var answers = description.RootElement.GetProperty("paths").GetProperty("/api/quality").GetProperty("get").GetProperty("responses");
        Assert.Equal(["200", "202", "404", "503"], Names(answers));
        Assert.Equal("integer", schemas.GetProperty("QualityBody").GetProperty("properties").GetProperty("horizon_days").GetProperty("type").GetString());
    }

    [Fact]
    public async Task NoOrders_Is404_AndSaysWhy()
    {
        await using var host = new AppHost();

        using var response = await host.Client.GetAsync(Route);

        Assert.Equal(
            (HttpStatusCode.NotFound, """{"error":"The dataset in use has no orders, so predictions cannot be tried on it."}"""),
            (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task TooFewOrders_IsSaidInTheReport()
    {
        using var folder = new TempDataset(("users.csv", "user_id\n1\n2\n"), ("orders.csv", "user_id,date\n1,2025-06-01\n2,2025-08-02\n"));
        await using var host = Host(folder.Folder);

        using var quality = await GetAsync(host);

        Assert.Equal(JsonValueKind.Null, quality.RootElement.GetProperty("engagement").ValueKind);
        Assert.StartsWith("There is too little to learn from", quality.RootElement.GetProperty("engagement_reason").GetString(), StringComparison.Ordinal);
        Assert.Empty(quality.RootElement.GetProperty("responses").EnumerateArray());
    }
}
