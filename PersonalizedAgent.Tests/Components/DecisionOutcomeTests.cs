using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Users;
using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Components;

/// <summary>What came of a decision: asked in the panel, said in panel and stream.</summary>
public sealed class DecisionOutcomeTests : ComponentTest
{
    private readonly FailingLog _log = new();

    public DecisionOutcomeTests() => Log = _log;

    private async Task<LoggedDecision> AppendAsync() => await Log.AppendAsync(Sample.Decision(3), default);

    private IRenderedComponent<OutcomeRow> RenderRow(LoggedDecision logged) => Render<OutcomeRow>(parameters => parameters.Add(row => row.Logged, logged));

    private static string Text(IRenderedComponent<IComponent> row, string testId) => row.Find($"[data-testid={testId}]").TextContent;

    private static Task PressAsync(IRenderedComponent<IComponent> row, string testId) => ActAsync(row, () => row.Find($"[data-testid={testId}]").ClickAsync(new()));

    [Theory]
    [InlineData("accepted", 1.0, "Accepted at 10:42")]
    [InlineData("ignored", 0.0, "Ignored")]
    public async Task Button_Rewards_AndTheOutcomeStandsInItsPlace(string button, double value, string said)
    {
        var logged = await AppendAsync();
        var row = RenderRow(logged);
        Assert.Equal($"/decisions/{logged.Decision.Id}", row.Find("[data-testid=receipt-link]").GetAttribute("href"));
        Assert.Empty(row.FindAll("[data-testid=stop]"));

        await PressAsync(row, button);

        Assert.EndsWith(said, Text(row, "outcome"), StringComparison.Ordinal);
        Assert.Empty(row.FindAll("button"));
        Assert.Equal(new Reward(value, Sample.Now), Log.Newest(1)[0].Reward);
    }

    [Fact]
    public async Task Stop_RewardsWithNothing_AndPassesTheWishOn()
    {
        var store = Services.GetRequiredService<DatasetStore>();
        Assert.Null(store.Load());
        User? stopped = null;
        var panel = Render<AgentPanel>(parameters => parameters
            .Add(p => p.Dataset, store.Current).Add(p => p.State, new PanelState.Decided(Sample.User, AppendAsync().Result)).Add(p => p.OnStop, user => stopped = user));

        await PressAsync(panel, "stop");

        Assert.Equal(3, stopped!.UserId);
        Assert.Equal(new Reward(0, Sample.Now), Log.Newest(1)[0].Reward);
    }

    [Theory]
    [InlineData(0.5, false, "Reward 0.50")]
    [InlineData(0.0, true, "Nothing came in time: counts as ignored")]
    public async Task Rewarded_SaysWhat(double value, bool isDefault, string said)
    {
        var row = RenderRow(await AppendAsync() with { Reward = new Reward(value, Sample.Now, isDefault) });

        Assert.EndsWith(said, Text(row, "outcome"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcceptedOnAnotherDay_SaysTheDay()
    {
        var row = RenderRow(await AppendAsync() with { Reward = new Reward(1, Sample.Now - TimeSpan.FromDays(1)) });

        Assert.EndsWith("Accepted on 12 Aug 2025 at 10:42", Text(row, "outcome"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LogFails_IsSaid_AndPressingAgainRecords()
    {
        var row = RenderRow(await AppendAsync());
        _log.Failure = new DecisionLogException("The disk is full.");
        await PressAsync(row, "accepted");
        Assert.Contains("Not recorded: The disk is full. Press again to try again.", Text(row, "outcome-problem"), StringComparison.Ordinal);

        _log.Failure = new InvalidOperationException("secret inside");
        await PressAsync(row, "accepted");
        Assert.DoesNotContain("secret", row.Markup, StringComparison.Ordinal);

        _log.Failure = null;
        await PressAsync(row, "accepted");
        Assert.EndsWith("Accepted at 10:42", Text(row, "outcome"), StringComparison.Ordinal);
        Assert.Empty(row.FindAll("[data-testid=outcome-problem]"));
    }

    [Fact]
    public async Task Refused_IsSaid()
    {
        var logged = await AppendAsync();
        var row = RenderRow(logged);
        await Log.RewardAsync(logged.Decision.Id, new Reward(0, Sample.Now), default);

        await PressAsync(row, "accepted");

        Assert.Contains("Another outcome was recorded before, and stays.", Text(row, "outcome-problem"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLate_IsSaid_AndNothingIsRecorded()
    {
        var row = RenderRow(await AppendAsync());
        Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromTicks(1));

        await PressAsync(row, "accepted");

        Assert.Contains("The reward came too late", Text(row, "outcome-problem"), StringComparison.Ordinal);
        Assert.Null(Log.Newest(1)[0].Reward);
    }

    [Fact]
    public async Task AnotherDecision_BeginsAnew()
    {
        var row = RenderRow(await AppendAsync());
        await PressAsync(row, "accepted");

        var next = await AppendAsync();
        row.Render(parameters => parameters.Add(r => r.Logged, next));

        Assert.Equal(2, row.FindAll("button").Count);
    }

    [Fact]
    public async Task RewardElsewhere_ArrivesInPanelAndStream()
    {
        var store = Services.GetRequiredService<DatasetStore>();
        Assert.Null(store.Load());
        var logged = await Log.AppendAsync(Sample.Decision(3, dataset: store.Current.Version), default);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/?user=3");
        var page = Render<UsersPage>();
        Assert.EndsWith("Nothing yet", page.Find(".feed [data-testid=outcome]").TextContent, StringComparison.Ordinal);
        Assert.Equal($"/decisions/{logged.Decision.Id}", page.Find("[data-testid=feed-receipt]").GetAttribute("href"));

        await Log.RewardAsync(logged.Decision.Id, new Reward(1, Sample.Now), default);

        await DrawnAsync(() => page.FindAll("[data-testid=agent-panel] [data-testid=outcome]") is [var said] && said.TextContent.EndsWith("Accepted at 10:42", StringComparison.Ordinal), "the outcome in the panel");
        await DrawnAsync(() => page.FindAll(".feed [data-testid=outcome]") is [var said] && said.TextContent.EndsWith("Accepted", StringComparison.Ordinal), "the outcome in the stream");
    }
}
