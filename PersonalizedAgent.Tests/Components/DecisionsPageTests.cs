using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Receipts;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Decisions;

namespace PersonalizedAgent.Tests.Components;

/// <summary>All decisions: in every state, filtered, live, with the chain walked.</summary>
public sealed class DecisionsPageTests : ComponentTest
{
    private readonly FailingLog _log = new();

    public DecisionsPageTests() => Log = _log;

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private IRenderedComponent<DecisionsPage> RenderPage(string query = "")
    {
        Navigation.NavigateTo($"/decisions{query}");
        return Render<DecisionsPage>();
    }

    private ValueTask<LoggedDecision> AppendAsync(long userId, AgentAction action = AgentAction.SendMessage) => Log.AppendAsync(Sample.Decision(userId, action: action), default);

    private static string[] Sequences(IRenderedComponent<DecisionsPage> page) => [.. page.FindAll("[data-testid=decision]").Select(row => row.GetAttribute("data-sequence")!)];

    private static bool Has(IRenderedComponent<DecisionsPage> page, string testId) => page.FindAll($"[data-testid={testId}]").Count > 0;

    private static string Text(IRenderedComponent<DecisionsPage> page, string testId) => page.Find($"[data-testid={testId}]").TextContent;

    /// <summary>Three decisions: on user 1 (rewarded), on user 2 by another policy and backend, and none for user 3.</summary>
    private async Task<LoggedDecision[]> ThreeAsync()
    {
        var other = Sample.Decision(2, action: AgentAction.OfferDiscount) with { Policy = "next best action" };
        var none = Sample.Decision(3);
        LoggedDecision[] three =
        [
            await AppendAsync(1),
            await Log.AppendAsync(other with { Prediction = other.Prediction with { Backend = PredictionBackend.Rank } }, default),
            await Log.AppendAsync(none with { Choice = none.Choice with { Action = null } }, default),
        ];
        await Log.RewardAsync(three[0].Decision.Id, new Reward(1, Sample.Now), default);
        return three;
    }

    [Fact]
    public void Render_NothingYet_SaysHowToBegin()
    {
        var page = RenderPage();

        Assert.Contains("Nothing was decided yet", Text(page, "no-decisions"), StringComparison.Ordinal);
        Assert.Equal("Decisions", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task Render_NewestFirst_EachRowALinkToItsReceipt()
    {
        var three = await ThreeAsync();

        var page = RenderPage();

        Assert.Equal(["3", "2", "1"], Sequences(page));
        Assert.Equal("3 decisions, newest first", Text(page, "decision-count"));
        Assert.Equal($"/decisions/{three[2].Decision.Id}", page.Find("[data-testid=decision] a").GetAttribute("href"));
        Assert.Equal(["Nothing yet", "Nothing yet", "Accepted"], page.FindAll("[data-testid=outcome]").Select(outcome => outcome.TextContent[^outcome.TextContent.Length..].Replace("schedule", "", StringComparison.Ordinal).Replace("check_circle", "", StringComparison.Ordinal)));
        Assert.Contains("No contact", page.Find(".vgrid-body .vgrid-row").TextContent, StringComparison.Ordinal);

        await ActAsync(page, () => page.Find(".vgrid-body .vgrid-row").ClickAsync(new()));
        Assert.EndsWith($"/decisions/{three[2].Decision.Id}", Navigation.Uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?user=2", "2")]
    [InlineData("?action=send_message", "1")]
    [InlineData("?action=none", "3")]
    [InlineData("?policy=next%20best%20action", "2")]
    [InlineData("?backend=rank", "2")]
    [InlineData("?rewarded=yes", "1")]
    [InlineData("?rewarded=no", "3 2")]
    [InlineData("?rewarded=no&user=3", "3")]
    public async Task Address_Narrows_AndTheExportWithIt(string query, string expected)
    {
        await ThreeAsync();

        var page = RenderPage(query);

        Assert.Equal(expected.Split(' '), Sequences(page));
        Assert.Equal($"{expected.Split(' ').Length} of 3 decisions", Text(page, "decision-count"));
        var export = page.Find("[data-testid=export]").GetAttribute("href")!;
        Assert.StartsWith("/api/decisions.jsonl?", export, StringComparison.Ordinal);
        Assert.Equal(query.Count(c => c == '='), export.Count(c => c == '='));
    }

    [Theory]
    [InlineData("filter-action", "none", "?action=none", "3")]
    [InlineData("filter-policy", "threshold", "?policy=threshold", "3 1")]
    [InlineData("filter-backend", "mock", "?backend=mock", "3 1")]
    [InlineData("filter-rewarded", "yes", "?rewarded=yes", "1")]
    public async Task Filter_Chosen_StandsInTheAddress_AndClears(string filter, string value, string query, string expected)
    {
        await ThreeAsync();
        var page = RenderPage();

        await ActAsync(page, () => page.Find($"[data-testid={filter}]").ChangeAsync(new ChangeEventArgs { Value = value }));

        Assert.Equal(expected.Split(' '), Sequences(page));
        Assert.EndsWith($"/decisions{query}", Navigation.Uri, StringComparison.Ordinal);

        await ActAsync(page, () => page.Find("[data-testid=clear-filters]").ClickAsync(new()));
        Assert.Equal(["3", "2", "1"], Sequences(page));
        Assert.EndsWith("/decisions", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_NobodyOfThatId_SaysSo_AndGoingBackShowsAll()
    {
        await ThreeAsync();
        var page = RenderPage();

        var typed = ActAsync(page, () => page.Find("[data-testid=filter-user]").InputAsync(new ChangeEventArgs { Value = "77" }));
        // The pause begins when the page gets to it, so the clock goes on until it is over.
        await DrawnAsync(() => typed.IsCompleted, "the end of the pause");
        await typed;

        Assert.Contains("No decision matches", Text(page, "no-match"), StringComparison.Ordinal);
        Assert.EndsWith("/decisions?user=77", Navigation.Uri, StringComparison.Ordinal);

        Navigation.NavigateTo("/decisions");
        page.WaitForAssertion(() => Assert.Equal(3, Sequences(page).Length));
    }

    [Fact]
    public async Task DecisionAndReward_ArriveByThemselves()
    {
        var page = RenderPage();
        var logged = await AppendAsync(1);
        await DrawnAsync(() => Sequences(page) is ["1"], "the decision");

        await Log.RewardAsync(logged.Decision.Id, new Reward(0, Sample.Now), default);

        await DrawnAsync(() => Text(page, "outcome").Contains("Ignored", StringComparison.Ordinal), "what came of it");
    }

    [Fact]
    public async Task MoreThanAreHeld_SaysHowManyStandInTheExport()
    {
        Log = new MemoryDecisionLog(Guid.Empty, capacity: 2);
        await ThreeAsync();

        Assert.Equal("2 decisions, newest first; the 1 before stand in the export", Text(RenderPage(), "decision-count"));
    }

    [Fact]
    public async Task LogFails_SaysWhy_AndTryAgainShowsThem()
    {
        await ThreeAsync();
        _log.Failure = new DecisionLogException("The disk is full.");
        var page = RenderPage();
        Assert.Contains("The disk is full.", Text(page, "decisions-failed"), StringComparison.Ordinal);

        _log.Failure = new InvalidOperationException("secret inside");
        await ActAsync(page, () => page.Find("[data-testid=decisions-retry]").ClickAsync(new()));
        Assert.Contains("The log says more.", Text(page, "decisions-failed"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.Markup, StringComparison.Ordinal);

        _log.Failure = null;
        await ActAsync(page, () => page.Find("[data-testid=decisions-retry]").ClickAsync(new()));
        Assert.Equal(3, Sequences(page).Length);
    }

    [Theory]
    [InlineData(0, "There are no receipts yet")]
    [InlineData(1, "The only receipt is as it was recorded")]
    [InlineData(3, "All 3 receipts are as they were recorded")]
    public async Task Verify_Intact_SaysHowMany(int count, string expected)
    {
        for (var i = 0; i < count; i++)
            await AppendAsync(1);
        var page = RenderPage();

        await ActAsync(page, () => page.Find("[data-testid=verify]").ClickAsync(new()));

        await page.WaitForStateAsync(() => Has(page, "chain-intact"));
        Assert.EndsWith(expected, Text(page, "chain-intact"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_Broken_LinksToTheFirstBreak()
    {
        var three = await ThreeAsync();
        _log.Check = new ChainCheck(1, new ChainBreak(2, three[1].Decision.Id, "The receipt of decision 2 is not the one that was recorded."));
        var page = RenderPage();

        await ActAsync(page, () => page.Find("[data-testid=verify]").ClickAsync(new()));

        await page.WaitForStateAsync(() => Has(page, "chain-break"));
        Assert.Equal($"/decisions/{three[1].Decision.Id}", page.Find("[data-testid=chain-break]").GetAttribute("href"));
        Assert.Contains("The receipt of decision 2", Text(page, "chain-break"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_LogFails_SaysSo()
    {
        var page = RenderPage();
        _log.Failure = new DecisionLogException("The disk is gone.");

        await ActAsync(page, () => page.Find("[data-testid=verify]").ClickAsync(new()));

        await page.WaitForStateAsync(() => Has(page, "chain-failed"));
        Assert.Contains("The disk is gone.", Text(page, "chain-failed"), StringComparison.Ordinal);
        Assert.False(page.Find("[data-testid=verify]").HasAttribute("disabled"));
    }
}
