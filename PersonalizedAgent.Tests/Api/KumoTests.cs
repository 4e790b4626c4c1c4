using System.Text.Json;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Api;

/// <summary>What programs learn of the service: from the real host, with a stub that is there or gone.</summary>
public sealed class KumoTests
{
    private static readonly Uri Route = new("/api/kumo/status", UriKind.Relative);

    private static AppHost Host(string url) => new(settings: new()
    {
        ["Dataset:Path"] = "data/shop",
        ["Dataset:AsOf"] = "LastEvent",
        ["Kumo:Relational:BaseUrl"] = url,
        ["Kumo:Relational:Retries"] = "0",
    });

    private static async Task<JsonDocument> GetAsync(AppHost host)
    {
        using var response = await host.Client.GetAsync(Route);
        response.EnsureSuccessStatusCode();
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.True(response.Headers.CacheControl?.NoStore);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(property => property.Name)];

    [Fact]
    public async Task Reachable_HasAll_AsItIsDescribed_AndIsTriedOnceAMinute()
    {
        await using var stub = await KumoStubServer.StartAsync();
        await using var host = Host(stub.Url);
        using var status = await GetAsync(host);
        using var description = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));

        var root = status.RootElement;
        Assert.True(root.GetProperty("reachable").GetBoolean());
        Assert.Equal((stub.Url, KumoStubServer.Model, "off"), (root.GetProperty("server").GetString(), root.GetProperty("model").GetString(), root.GetProperty("cassette").GetString()));
        Assert.True(root.GetProperty("latency_ms").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("requests_left").ValueKind);
        Assert.All(root.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("answered").GetBoolean(), check.ToString()));
        var schemas = description.RootElement.GetProperty("components").GetProperty("schemas");
        Assert.Equal(Names(root), Names(schemas.GetProperty("KumoStatusBody").GetProperty("properties")));
        Assert.Equal(Names(root.GetProperty("checks")[0]), Names(schemas.GetProperty("KumoCheckBody").GetProperty("properties")));

        var count = stub.Count;
        using var again = await GetAsync(host);
        Assert.Equal(root.GetProperty("probed_at").GetString(), again.RootElement.GetProperty("probed_at").GetString());
        Assert.Equal(count, stub.Count);
    }

    [Fact]
    public async Task Gone_IsNotReachable_AndSaysWhy()
    {
        var stub = await KumoStubServer.StartAsync();
        var url = stub.Url;
        await stub.DisposeAsync();
        await using var host = Host(url);

        using var status = await GetAsync(host);

        var root = status.RootElement;
        Assert.False(root.GetProperty("reachable").GetBoolean());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (root.GetProperty("model").ValueKind, root.GetProperty("latency_ms").ValueKind));
        var asked = root.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "binary_classification");
        Assert.False(asked.GetProperty("answered").GetBoolean());
        Assert.Contains("Kumo:Relational:BaseUrl", asked.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
