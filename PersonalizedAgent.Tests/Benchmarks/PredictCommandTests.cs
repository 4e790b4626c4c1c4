using System.Globalization;
using System.Text.Json;
using PersonalizedAgent.Benchmarks;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Benchmarks;

public sealed class PredictCommandTests
{
    private const int Horizon = 20;
    private static readonly DateTime Cut = World.Start.AddDays(140);

    private static readonly string[] Keys =
    [
        "auc", "auc_low", "auc_high", "log_loss", "average_precision", "users", "base_rate", "fit_seconds", "score_seconds",
        "calibration_error", "train_examples", "train_anchors", "recency_auc", "frequency_auc",
    ];

    private static (int Code, string Output, string Errors) Run(string path, DateTime? day = null, string? json = null, int horizon = Horizon)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = PredictCommand.Run(path, DateOnly.FromDateTime(day ?? Cut), new KumoOptions { HorizonDays = horizon, TrainAnchors = 3 }, json, new ManualClock(), output, errors);
        return (code, output.ToString(), errors.ToString().TrimEnd());
    }

    /// <summary>How many users there were to predict, and how many of them ordered.</summary>
    private static (int Users, int Ordered) Counts(World world)
    {
        using var files = world.Write();
        var json = Path.Combine(files.Folder, "report.json");
        Assert.Equal(0, Run(files.Folder, json: json).Code);
        using var report = JsonDocument.Parse(File.ReadAllText(json));
        var users = report.RootElement.GetProperty("users").GetInt32();
        return (users, (int)Math.Round(users * report.RootElement.GetProperty("base_rate").GetDouble()));
    }

    [Fact]
    public void Run_Folder_PrintsFiguresAndWritesJson()
    {
        using var files = World.MadeUp(1).Write();
        var json = Path.Combine(files.Folder, "report.json");

        var (code, output, errors) = Run(files.Folder, json: json);

        Assert.Equal((0, ""), (code, errors));
        Assert.StartsWith("PREDICT COUNT(orders.*, 0, 20, days) > 0 FOR EACH users.user_id", output, StringComparison.Ordinal);
        Assert.All(["model ", "recency alone ", "frequency alone ", "Calibration error "], text => Assert.Contains(text, output, StringComparison.Ordinal));
        using var report = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(Keys, report.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.All(report.RootElement.EnumerateObject(), property => Assert.Equal(JsonValueKind.Number, property.Value.ValueKind));
        double Figure(string name) => report.RootElement.GetProperty(name).GetDouble();
        Assert.True(Figure("auc_low") < Figure("auc") && Figure("auc") < Figure("auc_high"));
        Assert.Equal((3, 0, 0), (Figure("train_anchors"), Figure("fit_seconds"), Figure("score_seconds")));
    }

    [Theory]
    [InlineData(-1, 1, 0)]
    [InlineData(0, 0, 0)]
    public void Run_FirstOrderAtMidnightOfTheDay_IsNotKnownYet(int seconds, int moreUsers, int moreOrdered)
    {
        var world = World.MadeUp(1);
        var (users, ordered) = Counts(world);
        world.Users.Add("900,30,,,,Ulm,,");
        world.Orders.Add(new(900, Cut.AddSeconds(seconds), "i1", 5));

        Assert.Equal((users + moreUsers, ordered + moreOrdered), Counts(world));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(Horizon * 86_400 - 1, true)]
    [InlineData(Horizon * 86_400, false)]
    public void Run_NextOrderFromMidnightOfTheDayOn_IsALabel(int seconds, bool isLabel)
    {
        var world = World.MadeUp(1);
        var (users, ordered) = Counts(world);
        world.Users.Add("900,30,,,,Ulm,,");
        world.Orders.Add(new(900, World.Start.AddDays(3), "i1", 5));
        world.Orders.Add(new(900, Cut.AddSeconds(seconds), "i1", 5));

        Assert.Equal((users + 1, ordered + (isLabel ? 1 : 0)), Counts(world));
    }

    [Theory]
    [InlineData(Horizon - 1, false)]
    [InlineData(Horizon - 2, true)]
    public void Run_LastOrderBeforeTheHorizonEnds_IsNoted(int lastDay, bool isNoted)
    {
        var world = World.MadeUp(1);
        world.Orders.RemoveAll(line => line.At > Cut.AddDays(lastDay));
        world.Orders.Add(new(1, Cut.AddDays(lastDay), "i1", 5));
        using var files = world.Write();

        var (code, _, errors) = Run(files.Folder);

        Assert.Equal(0, code);
        Assert.Equal(isNoted ? $"Note: the last order is of {Cut.AddDays(lastDay):yyyy-MM-dd}, before the horizon ends; users who ordered after it count as not ordering." : "", errors);
    }

    [Fact]
    public void Run_WhatCannotBeTried_IsSaidInOneLine()
    {
        using var files = World.MadeUp(1).Write();
        using var withoutOrders = new TempDataset(("users.csv", "user_id\n1\n"));
        using var unreadable = new TempDataset(("users.csv", "name\nx\n"));

        Fails(Run(files.Folder, World.Start.AddDays(Horizon - 1)), "There is too little to learn from up to 2025-01-19");
        Fails(Run(files.Folder, World.Start.AddDays(400)), "The last order is of ");
        Fails(Run(files.Folder, World.Start.AddDays(201)), "users with orders by then none ordered in the 20 days after");
        Fails(Run(files.Folder, new DateTime(1950, 1, 1)), "There is too little to learn from");
        Fails(Run(withoutOrders.Folder), "There are no orders to learn from.");
        Fails(Run(unreadable.Folder), "users.csv");
        Fails(Run(Path.Combine(files.Folder, "nowhere")), "nowhere");

        static void Fails((int Code, string Output, string Errors) run, string expected)
        {
            Assert.Equal((2, ""), (run.Code, run.Output));
            Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', run.Errors);
        }
    }

    [Theory]
    [InlineData("2025-08-13", true)]
    [InlineData("1950-01-01", true)]
    [InlineData("2060-12-31", true)]
    [InlineData("1949-12-31", false)]
    [InlineData("2061-01-01", false)]
    [InlineData("2025-02-29", false)]
    [InlineData("13.08.2025", false)]
    [InlineData("", false)]
    public void ParseDay_Text_IsADayOrRefused(string text, bool isDay)
    {
        if (isDay)
            Assert.Equal(text, PredictCommand.ParseDay(text, "--at").ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else
            Assert.StartsWith("--at must be a day", Assert.Throws<UsageException>(() => PredictCommand.ParseDay(text, "--at")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Predict_TakesTheOptionsAndRefusesWrongOnes()
    {
        using var files = World.MadeUp(1).Write();
        var json = Path.Combine(files.Folder, "report.json");

        Assert.Equal(0, await Commands.RunAsync(["predict", "--data", files.Folder, "--at", "2025-05-21", "--horizon", "20", "--train-anchors", "2", "--json", json]));

        using var report = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(2, report.RootElement.GetProperty("train_anchors").GetInt32());
        Assert.Equal(2, await Commands.RunAsync(["predict", "--data", files.Folder]));
        Assert.Equal(2, await Commands.RunAsync(["predict", "--at", "2025-05-21"]));
        Assert.Equal(2, await Commands.RunAsync(["predict", "--data", files.Folder, "--at", "yesterday"]));
        Assert.Equal(2, await Commands.RunAsync(["predict", "--data", files.Folder, "--at", "2025-05-21", "--horizon", "-1"]));
        Assert.Equal(2, await Commands.RunAsync(["predict", "--data", files.Folder, "--at", "2025-05-21", "--horizon", "0"]));
    }

    [Fact]
    public async Task RunAsync_FileThatCannotBeWritten_IsRefused()
    {
        using var files = World.MadeUp(1).Write();

        Assert.Equal(2, await WriteToAsync(Path.Combine(files.Folder, "missing", "report.json")));
        Assert.Equal(2, await WriteToAsync(files.Folder));

        Task<int> WriteToAsync(string path) => Commands.RunAsync(["predict", "--data", files.Folder, "--at", "2025-05-21", "--horizon", "20", "--train-anchors", "2", "--json", path]);
    }
}
