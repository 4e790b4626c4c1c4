using System.Net;
using System.Text.Json;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Api;

public sealed class ApiTests : IAsyncLifetime
{
    private readonly AppHost _host = new();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<(HttpStatusCode Status, string Body, string? Type)> GetAsync(string path)
    {
        using var response = await _host.Client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task DefaultData_IsTheFourUsers_AndEveryRunTellsTheSameStory()
    {
        Assert.Equal("""{"user_id":1,"action":"send_message","engagement_score":0.34}""", (await GetAsync("/recommend/1")).Body);
        Assert.Equal("""{"user_id":1,"action":"recommend_product","engagement_score":0.95}""", (await GetAsync("/recommend/1")).Body);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/recommend/4")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("/recommend/5")).Status);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_IsHealthy(string path) => Assert.Equal((HttpStatusCode.OK, "Healthy"), ((await GetAsync(path)).Status, (await GetAsync(path)).Body));

    [Fact]
    public async Task OpenApi_DescribesTheEndpointAndItsAnswers()
    {
        using var document = JsonDocument.Parse((await GetAsync("/openapi/v1.json")).Body);

        var get = document.RootElement.GetProperty("paths").GetProperty("/recommend/{user_id}").GetProperty("get");
        Assert.Equal(["200", "404", "422", "500", "503"], get.GetProperty("responses").EnumerateObject().Select(answer => answer.Name));
        var parameter = Assert.Single(get.GetProperty("parameters").EnumerateArray());
        Assert.Equal("user_id", parameter.GetProperty("name").GetString());
        Assert.Equal(["integer", "string"], parameter.GetProperty("schema").GetProperty("type").EnumerateArray().Select(type => type.GetString()!));
        Assert.NotEqual("", get.GetProperty("summary").GetString());
        var body = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("RecommendationBody").GetProperty("properties");
        Assert.Equal(["user_id", "action", "engagement_score", "product"], body.EnumerateObject().Select(property => property.Name));
        Assert.Equal("#/components/schemas/UserId", body.GetProperty("user_id").GetProperty("$ref").GetString());
        Assert.Equal(["integer", "string"], document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("UserId").GetProperty("type").EnumerateArray().Select(type => type.GetString()!));
        Assert.Equal(["/recommend/{user_id}", "/api/users.csv", "/api/datasets", "/api/datasets/current/report", "/api/quality", "/api/kumo/status", "/api/decisions/{id}", "/api/decisions/{id}/reward", "/api/decisions/{id}/replay", "/api/decisions/verify", "/api/decisions.jsonl", "/api/users/{user_id}/opt-out"], document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name));
    }

    [Fact]
    public async Task OpenApi_AUsersId_IsANumberOrATextAndNothingElse()
    {
        using var document = JsonDocument.Parse((await GetAsync("/openapi/v1.json")).Body);

        var schema = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("UserId");
        Assert.DoesNotContain(schema.EnumerateObject(), property => property.Name is "properties" or "required");
    }

    [Fact]
    public async Task OpenApi_Report_IsDescribedAsItIsWritten()
    {
        // Somebody 214 years old is a finding.
        await using var host = new AppHost(Sample.Header + "\n1,214,M,2025-08-10,15,2\n");
        using var document = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
        using var report = JsonDocument.Parse(await host.Client.GetStringAsync(new Uri("/api/datasets/current/report", UriKind.Relative)));

        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        void Agree(string schema, JsonElement written) =>
            Assert.Equal(written.EnumerateObject().Select(property => property.Name), schemas.GetProperty(schema).GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Agree("Diagnosis", report.RootElement);
        Agree("TableSummary", report.RootElement.GetProperty("tables")[0]);
        Agree("Answer", report.RootElement.GetProperty("verdict")[0]);
        Agree("Finding", report.RootElement.GetProperty("findings")[0]);
        foreach (var (name, values) in new[] { ("Question", "orders responses next_items scores"), ("AnswerKind", "yes limited no"), ("Severity", "serious warning note"), ("DatasetTable", "users items orders contacts") })
            Assert.Equal(values.Split(' ').Order(), schemas.GetProperty(name).GetProperty("enum").EnumerateArray().Select(value => value.GetString()!).Order());
        Assert.Equal("integer", schemas.GetProperty("Diagnosis").GetProperty("properties").GetProperty("horizon_days").GetProperty("type").GetString());
    }

    [Fact]
    public async Task OpenApi_Export_HasTheParametersOfTheAddress()
    {
        using var document = JsonDocument.Parse((await GetAsync("/openapi/v1.json")).Body);

        var parameters = document.RootElement.GetProperty("paths").GetProperty("/api/users.csv").GetProperty("get").GetProperty("parameters").EnumerateArray().ToArray();

        Assert.Equal(["q", "issues", "sort", "dir", "id", "age", "gender", "last_active", "days", "interactions", "purchases"], parameters.Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.All(parameters, parameter => Assert.Equal(("query", "string"), (parameter.GetProperty("in").GetString(), parameter.GetProperty("schema").GetProperty("type").GetString())));
        Assert.All(parameters, parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
        Assert.Contains("id", parameters[2].GetProperty("schema").GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
    }

    [Fact]
    public async Task Swagger_IsServedFromHere()
    {
        var (status, body, type) = await GetAsync("/swagger/index.html");

        Assert.Equal((HttpStatusCode.OK, "text/html"), (status, type));
        Assert.DoesNotContain("//", body.Replace("<!--", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/recommend")]
    [InlineData("/recommend/1/2")]
    [InlineData("/api/nothing")]
    public async Task UnknownProgramAddress_Is404InJson(string path)
    {
        var (status, body, type) = await GetAsync(path);

        Assert.Equal((HttpStatusCode.NotFound, """{"error":"Not found"}""", "application/json"), (status, body, type));
    }

    [Fact]
    public async Task UnknownPage_Is404AsAPage()
    {
        var (status, body, type) = await GetAsync("/nowhere");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (status, type));
        Assert.Contains("There is no such page", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_IsDrawnBeforeAnyScriptRuns_AndLoadsNothingFromElsewhere()
    {
        using var response = await _host.Client.GetAsync(new Uri("/?user=3", UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();

        Assert.Contains("data-testid=\"user-3\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", body.Replace("http://www.w3.org", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", body, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        // Looking is not asking.
        Assert.Empty(_host.Get<IDecisionLog>().Newest(1));
    }

    [Theory]
    [InlineData("Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("Sec-Fetch-Site", "none", HttpStatusCode.OK)]
    [InlineData("Host", "evil.example", HttpStatusCode.BadRequest)]
    public async Task RequestsOfOtherSites_AreRefused(string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/recommend/1");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, _host.Get<IDecisionLog>().Count);
    }

    [Theory]
    [InlineData("document", true, HttpStatusCode.OK)]
    [InlineData("document", false, HttpStatusCode.Forbidden)]
    [InlineData("iframe", true, HttpStatusCode.Forbidden)]
    [InlineData("image", false, HttpStatusCode.Forbidden)]
    public async Task LinkFromElsewhere_IsFollowedByHandOnly(string destination, bool isByHand, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/recommend/1");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "cross-site");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Dest", destination);
        if (isByHand)
            request.Headers.TryAddWithoutValidation("Sec-Fetch-User", "?1");
        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task OwnOrigin_IsServed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/recommend/1");
        request.Headers.TryAddWithoutValidation("Origin", $"http://{_host.Address.Authority}");
        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
