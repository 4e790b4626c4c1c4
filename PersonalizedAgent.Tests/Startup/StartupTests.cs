using System.Net;
using System.Net.Sockets;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Startup;

/// <summary>The process itself: where it finds its data, and how it says that it cannot start.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string Write(string csv)
    {
        var path = Path.Combine(_directory, "users.csv");
        File.WriteAllText(path, csv);
        return path;
    }

    private static async Task AssertCannotStartAsync(string expected, params string[] settings)
    {
        var (exitCode, error) = await AppProcess.RunToEndAsync(settings);

        Assert.Equal(2, exitCode);
        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("Cannot start: ", line, StringComparison.Ordinal);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
    }

    [Fact]
    public Task MissingColumn_SaysWhich() => AssertCannotStartAsync("missing column purchases;", "--Dataset:Path", Write("user_id,age,gender,last_active,interactions\n1,25,M,2025-08-10,15\n"));

    [Fact]
    public Task EmptyFile_SaysSo() => AssertCannotStartAsync("the file is empty", "--Dataset:Path", Write(""));

    [Fact]
    public Task NoSuchFile_SaysWhichAndHowToNameAnother() => AssertCannotStartAsync("nowhere.csv: there is no such file. Name a folder of CSV files or a users' file by the setting Dataset:Path.", "--Dataset:Path", "nowhere.csv");

    [Theory]
    [InlineData("-0.01")]
    [InlineData("1.01")]
    [InlineData("NaN")]
    public Task ThresholdOutOfRange_SaysSo(string threshold) => AssertCannotStartAsync("EngagementThreshold", "--Agent:EngagementThreshold", threshold);

    [Theory]
    [InlineData("--Agent:EngagementThreshold", "high")]
    [InlineData("--Kumo:Mock:Seed", "lucky")]
    public Task SettingOfTheWrongKind_SaysWhich(string setting, string value) => AssertCannotStartAsync(setting[2..], setting, value);

    [Fact]
    public async Task AddressInUse_SaysWhatToDo()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        await AssertCannotStartAsync("--urls", "--urls", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task ThresholdAtItsBounds_Starts(string threshold)
    {
        await using var app = await AppProcess.StartAsync(0, "--Agent:EngagementThreshold", threshold);

        Assert.Equal("Healthy", await app.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    [Fact]
    public async Task FirstAnswers_AreThoseOfTheModel_AsAllLater()
    {
        await using var app = await AppProcess.StartAsync(0, "--Dataset:Path", "data/shop", "--Dataset:AsOf", "LastEvent");
        Task<string> AskAsync() => app.Client.GetStringAsync(new Uri("/recommend/1", UriKind.Relative));

        var first = await Task.WhenAll(AskAsync(), AskAsync());
        var ready = await app.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
        var later = await AskAsync();

        Assert.Equal("Healthy", ready);
        Assert.All(first, answer => Assert.Equal(later, answer));
    }

    [Fact]
    public async Task Ready_WhenTheModelIs()
    {
        await using var app = new AppHost(settings: new() { ["Dataset:Path"] = "data/shop" });
        var (models, datasets) = (app.Get<ModelDesk>(), app.Get<DatasetStore>());
        HttpResponseMessage response;
        do
        {
            response = await app.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable);
        }
        while (!response.IsSuccessStatusCode);

        Assert.NotNull(models.ModelOf(datasets.Current));
    }

    [Fact]
    public async Task DefaultData_IsFoundFromAnyWorkingDirectory()
    {
        await using var app = await AppProcess.StartInAsync(_directory);

        Assert.Contains("\"user_id\":4", await app.Client.GetStringAsync(new Uri("/recommend/4", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RelativePath_IsRelativeToTheWorkingDirectory()
    {
        Write($"{Sample.Header}\n77,25,M,2025-08-10,15,2\n");

        await using var app = await AppProcess.StartInAsync(_directory, 0, "--Dataset:Path", "users.csv");

        Assert.Contains("\"user_id\":77", await app.Client.GetStringAsync(new Uri("/recommend/77", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    public Task AddressThatIsNone_SaysSo(string url) => AssertCannotStartAsync("Choose another address", "--urls", url);

    [Theory]
    [InlineData("--Kumo:Mock:Seed=")]
    [InlineData("--Kumo:Mock:Seed=null")]
    public async Task NoSeed_TellsAnotherStoryInEveryRun(string setting)
    {
        async Task<string> StoryAsync()
        {
            await using var app = await AppProcess.StartAsync(0, setting);
            var story = "";
            for (var i = 0; i < 20; i++)
                story += await app.Client.GetStringAsync(new Uri("/recommend/1", UriKind.Relative));
            return story;
        }

        Assert.NotEqual(await StoryAsync(), await StoryAsync());
    }
}
