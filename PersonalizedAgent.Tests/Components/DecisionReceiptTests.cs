using Bunit;
using Microsoft.Extensions.DependencyInjection;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Agent;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Decisions;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Components;

/// <summary>A decision's receipt: in every state, as a funnel, made again.</summary>
public sealed class DecisionReceiptTests : ComponentTest
{
    private readonly FailingLog _log = new();

    public DecisionReceiptTests()
    {
        Log = _log;
        Assert.Null(Services.GetRequiredService<DatasetStore>().Load());
    }

    private IRenderedComponent<ReceiptPage> RenderPage(Guid id) => Render<ReceiptPage>(parameters => parameters.Add(page => page.Id, id));

    private static bool Has(IRenderedComponent<ReceiptPage> page, string testId) => page.FindAll($"[data-testid={testId}]").Count > 0;

    private static string Text(IRenderedComponent<ReceiptPage> page, string testId) => page.Find($"[data-testid={testId}]").TextContent;

    /// <summary>A decision as the agent makes it, on user 3 of the data in use.</summary>
    private async Task<LoggedDecision> MadeAsync(double score = 0.82)
    {
        KumoAnswers(score);
        var dataset = Services.GetRequiredService<DatasetStore>().Current;
        var made = await Services.GetRequiredService<InteractionAgent>().RecommendAsync(dataset, dataset.Users.Find(3)!, DecisionSource.Rest, default);
        return Assert.IsType<Recommendation.Made>(made).Logged;
    }

    /// <summary>A choice by lot: a discount was left out, the message was drawn.</summary>
    private ValueTask<LoggedDecision> GuardedAsync()
    {
        var decision = Sample.Decision(3, action: AgentAction.SendMessage);
        return Log.AppendAsync(decision with
        {
            Draw = 0.75,
            Choice = decision.Choice with
            {
                Propensity = 0.4,
                Candidates =
                [
                    new Candidate(AgentAction.OfferDiscount, 0, 0.9, "at most one discount in 30 days"),
                    new Candidate(AgentAction.RecommendProduct, 0.6, 0.31),
                    new Candidate(AgentAction.SendMessage, 0.4, 0.2),
                ],
            },
        }, default);
    }

    [Fact]
    public async Task Render_VerdictUserReasonAndPlace()
    {
        var logged = await MadeAsync();

        var page = RenderPage(logged.Decision.Id);

        Assert.Equal("Decision 1", page.Find("h1").TextContent);
        Assert.Equal("recommend_product", page.Find("[data-testid=action]").GetAttribute("data-action"));
        Assert.Equal("/?user=3", page.Find("[data-testid=receipt-user]").GetAttribute("href"));
        Assert.Equal("to user 3", page.Find(".receipt-whom").TextContent.Trim());
        Assert.Equal("0.82 is above the threshold 0.70: recommend_product", Text(page, "reason"));
        Assert.Contains("threshold-1", Text(page, "place"), StringComparison.Ordinal);
        Assert.Equal((await Log.FindAsync(logged.Decision.Id, default))!.Hash, Text(page, "hash"));
        Assert.Contains("\"policy\": \"threshold\"", Text(page, "raw"), StringComparison.Ordinal);
        Assert.Contains("0.70", Text(page, "numbers"), StringComparison.Ordinal);
        Assert.Contains("no value", Text(page, "funnel-send_message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Funnel_LeftOutSaysWhy_TheOthersTheirValueAndProbability()
    {
        var page = RenderPage((await GuardedAsync()).Decision.Id);

        Assert.Equal(["All 3", "Allowed 2", "Scored 2", "Chosen 1"], page.FindAll(".funnel thead th").Select(head => head.TextContent));
        Assert.Contains("Left out: at most one discount in 30 days", Text(page, "funnel-offer_discount"), StringComparison.Ordinal);
        Assert.Matches("0.310.*not chosen.*probability 0.60", Text(page, "funnel-recommend_product").ReplaceLineEndings(" "));
        Assert.Matches("0.200.*chosen.*probability 0.40", Text(page, "funnel-send_message").ReplaceLineEndings(" "));
        Assert.Contains("is-chosen", page.Find("[data-testid=funnel-send_message]").ClassName!, StringComparison.Ordinal);
        Assert.Contains("0.7500", Text(page, "numbers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoContact_IsSaid_AndNothingIsChosen()
    {
        var decision = Sample.Decision(3);
        var logged = await Log.AppendAsync(decision with { Choice = decision.Choice with { Action = null, Candidates = [.. AgentActions.All.Select(action => new Candidate(action, 0, null, "asked not to be contacted"))] } }, default);

        var page = RenderPage(logged.Decision.Id);

        Assert.Contains("No contact", Text(page, "action"), StringComparison.Ordinal);
        Assert.Equal(["All 3", "Allowed 0", "Scored 0", "Chosen 0"], page.FindAll(".funnel thead th").Select(head => head.TextContent));
    }

    [Fact]
    public async Task UserOfOtherData_IsNoLink()
    {
        var page = RenderPage((await Log.AppendAsync(Sample.Decision(3, dataset: "other data"), default)).Decision.Id);

        Assert.Equal("SPAN", page.Find("[data-testid=receipt-user]").TagName);
    }

    [Fact]
    public async Task Outcome_NothingYet_ThenArrivesByItself()
    {
        var logged = await MadeAsync();
        var page = RenderPage(logged.Decision.Id);
        Assert.EndsWith("Nothing yet", Text(page, "outcome"), StringComparison.Ordinal);
        Assert.Contains("counts until 20 Aug 25 10:42", Text(page, "reward"), StringComparison.Ordinal);

        await Log.RewardAsync(logged.Decision.Id, new Reward(1, Sample.Now), default);

        await DrawnAsync(() => Text(page, "outcome").EndsWith("Accepted at 10:42", StringComparison.Ordinal), "what came of it");
        Assert.Contains("Reward 1.00, as reported", Text(page, "reward"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcome_ByDefault_IsSaidAsSuch()
    {
        var logged = await MadeAsync();
        await Log.RewardAsync(logged.Decision.Id, new Reward(0, Sample.Now, IsDefault: true), default);

        var page = RenderPage(logged.Decision.Id);

        Assert.EndsWith("Nothing came in time: counts as ignored", Text(page, "outcome"), StringComparison.Ordinal);
        Assert.Contains("by default", Text(page, "reward"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakeItAgain_Equal_WithWhatWasTakenFromTheReceipt()
    {
        var page = RenderPage((await MadeAsync()).Decision.Id);

        await ActAsync(page, () => page.Find("[data-testid=replay]").ClickAsync(new()));

        Assert.Contains("Equal, byte for byte", Text(page, "replay-equal"), StringComparison.Ordinal);
        Assert.Contains("MOCK does not answer a question twice alike", Text(page, "replay-note"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MakeItAgain_Differs_ShowsTheFieldsAndWhy()
    {
        var made = await MadeAsync();
        var logged = await Log.AppendAsync(made.Decision with { Id = Guid.CreateVersion7(Sample.Now), PolicyVersion = "threshold-0" }, default);
        var page = RenderPage(logged.Decision.Id);

        await ActAsync(page, () => page.Find("[data-testid=replay]").ClickAsync(new()));

        Assert.Contains("1 field differs", Text(page, "replay-differs"), StringComparison.Ordinal);
        Assert.Equal(["policy_version", "\"threshold-0\"", "\"threshold-1\"", "The policy is newer than the decision."], page.FindAll("[data-testid=differences] td").Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task MakeItAgain_Breaks_ShowsNothingOfItsInside()
    {
        Repeatable = () => throw new InvalidOperationException("secret inside");
        var page = RenderPage((await MadeAsync()).Decision.Id);

        await ActAsync(page, () => page.Find("[data-testid=replay]").ClickAsync(new()));

        Assert.Contains("could not be made again", Text(page, "replay-failed"), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownId_SaysSo_WithALinkBack()
    {
        var page = RenderPage(Guid.Empty);

        Assert.Equal("There is no such decision", page.Find("h1").TextContent);
        Assert.Equal("/decisions", page.Find("[data-testid=receipt-missing] a").GetAttribute("href"));
    }

    [Fact]
    public async Task SlowLog_SaysSo_ThenTheReceipt()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var logged = await MadeAsync();
        _log.Gate = go.Task;
        var page = RenderPage(logged.Decision.Id);
        Assert.Equal("true", page.Find("[data-testid=receipt-loading]").GetAttribute("aria-busy"));

        go.SetResult();

        await page.WaitForStateAsync(() => Has(page, "receipt"));
    }

    [Fact]
    public async Task LogFails_SaysWhy_AndTryAgainShowsIt()
    {
        var logged = await MadeAsync();
        _log.Failure = new DecisionLogException("The disk is gone.");
        var page = RenderPage(logged.Decision.Id);
        Assert.Contains("The disk is gone.", Text(page, "receipt-failed"), StringComparison.Ordinal);

        _log.Failure = null;
        await ActAsync(page, () => page.Find("[data-testid=receipt-retry]").ClickAsync(new()));

        Assert.True(Has(page, "receipt"));
    }
}
