using System.ComponentModel.DataAnnotations;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>Settings, and the key, which is none.</summary>
public sealed class RelationalOptionsTests : TransportTest
{
    private static List<string> Errors(RelationalOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage!)];
    }

    [Fact]
    public void Defaults_AreValid() => Assert.Empty(Errors(new RelationalOptions()));

    [Theory]
    [InlineData("http://localhost:8000")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.200.3.4:80/")]
    [InlineData("http://[::1]:8000")]
    [InlineData("https://ai.api.nvidia.com")]
    [InlineData("https://gateway.example/kumo/")]
    public void Problems_KeyToLoopbackOrByHttps_None(string url)
    {
        foreach (var kind in Enum.GetValues<RelationalKeyKind>())
            Assert.Empty(RelationalOptions.Problems(Options(url, o => o.Key = kind)));
    }

    [Theory]
    [InlineData("http://192.168.0.7:8000")]
    [InlineData("http://gpu-box:8000")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://128.0.0.1")]
    [InlineData("http://[2001:db8::1]")]
    public void Problems_KeyOverPlainHttpToAnother_SaysSo(string url)
    {
        Assert.Empty(RelationalOptions.Problems(Options(url)));
        var problem = Assert.Single(Errors(Options(url, o => o.Key = RelationalKeyKind.XApiKey)));
        Assert.Contains("must be an https URL, since a key is sent", problem, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Client(url, o => o.Key = RelationalKeyKind.Bearer, Secret));
    }

    [Theory]
    [InlineData("ftp://localhost", "must be an http or https URL")]
    [InlineData("localhost:8000", "must be an http or https URL")]
    [InlineData("/v1", "must be an http or https URL")]
    [InlineData("nonsense", "must be an http or https URL")]
    [InlineData("https://ada:hunter2@example.com", "must not hold a user or password")]
    [InlineData("http://localhost@example.com", "must not hold a user or password")]
    [InlineData("https://example.com?key=hunter2", "must not have a query")]
    public void Problems_BadUrl_SaysSoWithoutRepeatingIt(string url, string expected)
    {
        var problem = Assert.Single(Errors(Options(url)));

        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_OutOfRange_NamesTheSetting()
    {
        (string Name, Action<RelationalOptions> Break)[] cases =
        [
            ("BaseUrl", o => o.BaseUrl = ""),
            ("PredictionsPath", o => o.PredictionsPath = "v1/predictions"),
            ("PredictionsPath", o => o.PredictionsPath = "/v1?key=1"),
            ("Key", o => o.Key = (RelationalKeyKind)9),
            ("AttemptTimeoutSeconds", o => o.AttemptTimeoutSeconds = 0),
            ("AttemptTimeoutSeconds", o => o.AttemptTimeoutSeconds = 601),
            ("TotalTimeoutSeconds", o => o.TotalTimeoutSeconds = 3601),
            ("TotalTimeoutSeconds", o => o.TotalTimeoutSeconds = 59),
            ("Retries", o => o.Retries = 11),
            ("Retries", o => o.Retries = -1),
            ("MaxConcurrent", o => o.MaxConcurrent = 0),
            ("MaxConcurrent", o => o.MaxConcurrent = 65),
            ("RequestsPerDay", o => o.RequestsPerDay = -1),
            ("Sessions", o => o.Sessions = (RelationalSessions)9),
            ("ProbeTimeoutSeconds", o => o.ProbeTimeoutSeconds = 0),
            ("BreakAfterFailures", o => o.BreakAfterFailures = 101),
            ("BreakSeconds", o => o.BreakSeconds = 0),
        ];
        foreach (var (name, breakIt) in cases)
            Assert.StartsWith($"Kumo:Relational:{name} must", Assert.Single(Errors(Options("http://localhost", breakIt))), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_TakesNvidiasKeyForNvidiaOnly()
    {
        static bool Has(string url, params string[] set) => RelationalKey.Find(name => set.Contains(name) ? Secret : null, new Uri(url)) is not null;

        Assert.True(Has("https://example.com", "KUMO_API_KEY"));
        Assert.True(Has("https://ai.api.nvidia.com", "KUMO_API_KEY"));
        Assert.True(Has("https://ai.api.nvidia.com", "NVIDIA_API_KEY"));
        Assert.False(Has("https://example.com", "NVIDIA_API_KEY"));
        Assert.False(Has("https://evilnvidia.com", "NVIDIA_API_KEY"));
        Assert.False(Has("https://nvidia.com.example.com", "NVIDIA_API_KEY"));
        Assert.False(Has("https://ai.api.nvidia.com"));
        Assert.Null(RelationalKey.Find(_ => "  ", new Uri("https://ai.api.nvidia.com")));
    }

    [Fact]
    public void Key_IsNeverPrinted()
    {
        var key = new RelationalKey($" {Secret}\n");

        Assert.Equal("***", key.ToString());
        Assert.Equal("***", $"{key}");
        Assert.DoesNotContain(Secret, System.Text.Json.JsonSerializer.Serialize(key), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Assert.Throws<ArgumentException>(() => new RelationalKey($"{Secret}\r\nX-Evil: 1")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new RelationalKey(" "));
    }
}
