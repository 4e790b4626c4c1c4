using System.Net;
using System.Text.Json;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Api;

/// <summary>What programs learn of the data, on a folder whose ids are texts.</summary>
public sealed class DatasetsTests : IAsyncLifetime
{
    private const string Users = """
        user_id,note,score,joined
        A1,=1+1,-5,2024-01-02
        -7,+x,2.5,
        007,"-a ""q"", b",,2024-02-03
        @x,plain,,
        9,Zoé,3,
        """;

    private readonly TempDataset _folder = new(("users.csv", Users));
    private AppHost _host = null!;

    public ValueTask InitializeAsync()
    {
        _host = Host(_folder.Folder);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    private static AppHost Host(string path) => new(settings: new Dictionary<string, string> { ["Dataset:Path"] = path });

    private Task<string> GetAsync(string path) => _host.Client.GetStringAsync(new Uri(path, UriKind.Relative));

    private async Task<string[]> ExportAsync(string query = "") => (await GetAsync("/api/users.csv" + query)).Split('\n')[1..^1];

    [Fact]
    public async Task List_SaysWhatThereIsAndWhatIsInUse()
    {
        using var document = JsonDocument.Parse(await GetAsync("/api/datasets"));

        var datasets = document.RootElement.GetProperty("datasets").EnumerateArray().ToArray();
        Assert.Equal(["demo", "setting"], datasets.Select(dataset => dataset.GetProperty("id").GetString()));
        Assert.Equal(["demo", "setting"], datasets.Select(dataset => dataset.GetProperty("origin").GetString()));
        Assert.Equal(["Demo shop", Path.GetFileName(_folder.Folder)], datasets.Select(dataset => dataset.GetProperty("name").GetString()));
        Assert.Equal([false, true], datasets.Select(dataset => dataset.GetProperty("in_use").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, datasets[0].GetProperty("users").ValueKind);
        Assert.Equal((5, 64), (datasets[1].GetProperty("users").GetInt32(), datasets[1].GetProperty("version").GetString()!.Length));
        Assert.Equal(_host.Get<TimeProvider>().GetLocalNow().ToString("yyyy-MM-dd"), document.RootElement.GetProperty("today").GetString());
    }

    [Fact]
    public async Task List_AfterASwitchToTheDemo_SaysItsCountsAndItsDay()
    {
        Assert.Null(await _host.Get<DatasetStore>().SwitchAsync(DatasetEntry.DemoKey));

        using var document = JsonDocument.Parse(await GetAsync("/api/datasets"));

        var demo = document.RootElement.GetProperty("datasets")[0];
        Assert.True(demo.GetProperty("in_use").GetBoolean());
        Assert.Equal(2000, demo.GetProperty("users").GetInt32());
        Assert.True(demo.GetProperty("orders").GetInt32() > 0);
        Assert.Equal("2025-08-13", document.RootElement.GetProperty("today").GetString());
        using var unknown = await _host.Client.GetAsync(new Uri("/recommend/A1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Report_AnswersEachQuestion_WithoutAnyValueOfARow()
    {
        var text = await GetAsync("/api/datasets/current/report");

        using var document = JsonDocument.Parse(text);
        Assert.Equal(["orders", "responses", "next_items", "scores"], document.RootElement.GetProperty("verdict").EnumerateArray().Select(answer => answer.GetProperty("question").GetString()));
        Assert.Equal(5, document.RootElement.GetProperty("tables")[0].GetProperty("used").GetInt32());
        Assert.All(document.RootElement.GetProperty("findings").EnumerateArray(), finding => Assert.NotEmpty(finding.GetProperty("mend").GetString()!));
        foreach (var value in new[] { "A1", "007", "1+1", "plain", "Zoé", "2024-01-02", _folder.Folder })
            Assert.DoesNotContain(value, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_Export_HasTheFurtherColumnsToo()
    {
        using var document = JsonDocument.Parse(await GetAsync("/openapi/v1.json"));

        var parameters = document.RootElement.GetProperty("paths").GetProperty("/api/users.csv").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString());

        Assert.Equal(["c.note", "c.score", "c.joined"], parameters.TakeLast(3));
    }

    [Fact]
    public async Task Export_HasAllColumns_AndMakesFormulasHarmless()
    {
        using var response = await _host.Client.GetAsync(new Uri("/api/users.csv", UriKind.Relative));

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment; filename=users.csv", response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal(
            """
            user_id,age,gender,last_active,days_since_active,interactions,purchases,note,score,joined
            A1,,,,,,,"'=1+1",-5,2024-01-02
            "'-7",,,,,,,"'+x",2.5,
            007,,,,,,,"'-a ""q"", b",,2024-02-03
            "'@x",,,,,,,plain,,
            9,,,,,,,Zoé,3,

            """,
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("?c.score=-10..2.5", new[] { "A1", "\"'-7\"" })]
    [InlineData("?sort=c.score&dir=desc&c.score=-10..", new[] { "9", "\"'-7\"", "A1" })]
    [InlineData("?c.note=plain", new[] { "\"'@x\"" })]
    [InlineData("?q=A", new[] { "A1" })]
    [InlineData("?user=9&q=0", new[] { "007" })]
    [InlineData("?q=nobody", new string[0])]
    public async Task Export_FollowsTheAddressOfADashboard(string query, string[] expected) =>
        Assert.Equal(expected, (await ExportAsync(query)).Select(line => line.Split(',')[0]));

    [Fact]
    public async Task Export_NoUsers_IsTheHeaderAlone()
    {
        await using var host = new AppHost(Sample.Header + "\n");

        Assert.Equal("user_id,age,gender,last_active,days_since_active,interactions,purchases\n", await host.Client.GetStringAsync(new Uri("/api/users.csv", UriKind.Relative)));
    }

    [Fact]
    public async Task Export_StandardColumns_AsTheyStandInTheFile()
    {
        await using var host = new AppHost();

        var lines = (await host.Client.GetStringAsync(new Uri("/api/users.csv?sort=age", UriKind.Relative))).Split('\n');

        Assert.StartsWith("3,22,F,2025-08-11,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",20,5", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A1", """{"user_id":"A1",""")]
    [InlineData("007", """{"user_id":"007",""")]
    [InlineData("-7", """{"user_id":"-7",""")]
    [InlineData("%40x", """{"user_id":"@x",""")]
    [InlineData("9", """{"user_id":9,""")]
    public async Task Recommend_IdIsANumberOrATextAsItStandsInTheData(string path, string expected) =>
        Assert.StartsWith(expected, await GetAsync("/recommend/" + path), StringComparison.Ordinal);

    [Theory]
    [InlineData("a1")]
    [InlineData("7")]
    [InlineData("99")]
    public async Task Recommend_AnotherText_Is404(string path)
    {
        using var response = await _host.Client.GetAsync(new Uri("/recommend/" + path, UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, """{"error":"User not found"}"""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Recommend_OnTheShop()
    {
        await using var host = Host("");

        Assert.StartsWith("""{"user_id":1,""", await host.Client.GetStringAsync(new Uri("/recommend/1", UriKind.Relative)), StringComparison.Ordinal);
        using var beyond = await host.Client.GetAsync(new Uri("/recommend/99", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
    }

    [Fact]
    public async Task Put_ToNoImport_IsRefused()
    {
        using var body = new StringContent("user_id\n1\n");
        using var response = await _host.Client.PutAsync(new Uri("/api/imports/nothing/files/users.csv", UriKind.Relative), body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, """{"error":"This import has ended."}"""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Put_ToTheImportUnderWay_TakesTheFile_AndSaysWhyNot()
    {
        Assert.Null(_host.Get<ImportDesk>().Begin(10, out var id));
        using var body = new StringContent("user_id\n1\n");
        using var taken = await _host.Client.PutAsync(new Uri($"/api/imports/{id}/files/users.csv", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);

        using var second = new StringContent("user_id\n1\n");
        using var refused = await _host.Client.PutAsync(new Uri($"/api/imports/{id}/files/users.csv", UriKind.Relative), second);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("two files called users.csv", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_FromAnotherSite_IsForbidden()
    {
        Assert.Null(_host.Get<ImportDesk>().Begin(10, out var id));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/imports/{id}/files/users.csv") { Content = new StringContent("user_id\n1\n") };
        request.Headers.Add("Origin", "http://evil.example");
        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
