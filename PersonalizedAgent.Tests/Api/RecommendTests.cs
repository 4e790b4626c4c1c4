using System.Net;
using System.Net.Sockets;
using System.Text;
using Moq;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Api;

public sealed class RecommendTests : IAsyncLifetime
{
    private const string Csv = Sample.Header + "\n1,25,M,2025-08-10,15,2\n2,131,,2025-08-12,8,1\n3,22,F,2025-08-11,20,5\n9223372036854775807,22,F,2025-08-11,20,5\n";
    private const string NotFound = """{"error":"User not found"}""";

    private readonly Mock<IKumoClient> _kumo = new();
    private AppHost _host = null!;

    public ValueTask InitializeAsync()
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction(0.8249, AgentAction.RecommendProduct)]));
        _host = new AppHost(Csv, _kumo.Object);
        return default;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Answers(PredictionResult result) => _kumo
        .Setup(k => k.PredictAsync(It.IsAny<Dataset>(), It.IsAny<IReadOnlyList<User>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
        .Returns(new ValueTask<PredictionResult>(result));

    private Task<HttpResponseMessage> GetAsync(string path) => _host.Client.GetAsync(new Uri(path, UriKind.Relative));

    [Fact]
    public async Task Get_KnownUser_AnswersThreeKeysInOrder_AndTheDecisionsId()
    {
        using var response = await GetAsync("/recommend/3");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"user_id":3,"action":"recommend_product","engagement_score":0.82}""", await response.Content.ReadAsStringAsync());
        var decision = Assert.Single(_host.Get<IDecisionLog>().Newest(10)).Decision;
        Assert.Equal(decision.Id.ToString(), Assert.Single(response.Headers.GetValues("X-Decision-Id")));
        Assert.Equal("rest", decision.Source.WireName);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("0")]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("%2B1")]
    [InlineData("1.5")]
    [InlineData("01")]
    [InlineData("1e0")]
    [InlineData("0x1")]
    [InlineData("%201")]
    [InlineData("1%20")]
    [InlineData("%D9%A1")]
    [InlineData("1%2F2")]
    [InlineData("12345678901234567890")]
    [InlineData("9223372036854775808")]
    public async Task Get_NoSuchUserOrNoPlainPositiveInteger_Is404(string userId)
    {
        using var response = await GetAsync($"/recommend/{userId}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(NotFound, await response.Content.ReadAsStringAsync());
        Assert.Empty(_host.Get<IDecisionLog>().Newest(1));
    }

    [Fact]
    public async Task Get_GreatestId_IsFound()
    {
        using var response = await GetAsync("/recommend/9223372036854775807");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        _kumo.Verify(k => k.PredictAsync(It.IsAny<Dataset>(), It.Is<IReadOnlyList<User>>(users => users[0].UserId == long.MaxValue), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Get_UserWithIssues_Is422WithAllOfThem()
    {
        using var response = await GetAsync("/recommend/2");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            """{"error":"Invalid user data","issues":[{"field":"age","message":"must lie between 0 and 130"},{"field":"gender","message":"is missing"}]}""",
            await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/recommend/3")]
    [InlineData("/recommend/99")]
    [InlineData("/recommend/2")]
    public async Task Head_AnswersAsGetWithoutABody(string path)
    {
        using var get = await GetAsync(path);
        // A bare socket: an HTTP client would hide a body that should not be there.
        using var socket = new TcpClient();
        await socket.ConnectAsync(_host.Address.Host, _host.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HEAD {path} HTTP/1.1\r\nHost: {_host.Address.Authority}\r\nConnection: close\r\n\r\n"));
        var answer = await new StreamReader(socket.GetStream()).ReadToEndAsync();

        Assert.StartsWith($"HTTP/1.1 {(int)get.StatusCode} ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json\r\n", answer, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {get.Content.Headers.ContentLength}\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(get.Headers.Contains("X-Decision-Id"), answer.Contains("X-Decision-Id: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    public async Task OtherMethods_Are405(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/recommend/3");
        using var response = await _host.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
        Assert.Empty(_host.Get<IDecisionLog>().Newest(1));
    }

    [Fact]
    public async Task Get_UnexpectedError_Is500WithNothingOfItsInside()
    {
        _kumo.Setup(k => k.PredictAsync(It.IsAny<Dataset>(), It.IsAny<IReadOnlyList<User>>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>())).Throws(new InvalidOperationException("secret inside"));

        using var response = await GetAsync("/recommend/3");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("""{"error":"Internal error"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_BackendUnavailable_Is503WithTheReason()
    {
        Answers(new PredictionResult.Unavailable("The quota is used up."));

        using var response = await GetAsync("/recommend/3");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("""{"error":"Prediction unavailable","reason":"The quota is used up."}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.8, "0.8")]
    [InlineData(0.125, "0.12")]
    [InlineData(1, "1")]
    public async Task Get_Score_IsRoundedToTwoPlaces(double score, string expected)
    {
        Answers(new PredictionResult.Predicted([Sample.Prediction(score)]));

        Assert.EndsWith($"\"engagement_score\":{expected}}}", await _host.Client.GetStringAsync(new Uri("/recommend/3", UriKind.Relative)), StringComparison.Ordinal);
    }
}
