using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Users;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Components;

/// <summary>Table, panel and stream together, with the backend slow, failing and cancelled.</summary>
public sealed class UsersPageTests : ComponentTest
{
    private IRenderedComponent<UsersPage> RenderPage(string address = "/")
    {
        Assert.Null(Services.GetRequiredService<DatasetStore>().Load());
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<UsersPage>();
    }

    /// <summary>The version of the data that the page will show.</summary>
    private string LoadedVersion()
    {
        var datasets = Services.GetRequiredService<DatasetStore>();
        if (!datasets.IsReady)
            Assert.Null(datasets.Load());
        return datasets.Current.Version;
    }

    private static IElement Find(IRenderedComponent<UsersPage> page, string testId) => page.Find($"[data-testid={testId}]");

    private static Task ClickAsync(IRenderedComponent<UsersPage> page, int userId) => OnPageAsync(page, () => Find(page, $"user-{userId}").ParentElement!);

    /// <summary>Finds and clicks in one go on the page's own thread of work, so that the stream cannot redraw in between.</summary>
    private static async Task OnPageAsync(IRenderedComponent<UsersPage> page, Func<IElement> find) => await await page.InvokeAsync(() => Task.FromResult(find().ClickAsync(new())));

    [Fact]
    public async Task Click_CallsTheAgent_AndShowsActionScoreReasonAndBackend()
    {
        KumoAnswers(0.82);
        var page = RenderPage();
        Assert.Contains("Click a user", Find(page, "agent-panel").TextContent, StringComparison.Ordinal);

        await ClickAsync(page, 3);

        Assert.Equal("recommend_product", Find(page, "action").GetAttribute("data-action"));
        Assert.Contains("Recommend product", Find(page, "action").TextContent, StringComparison.Ordinal);
        Assert.Equal("0.82", Find(page, "score").TextContent);
        Assert.Equal("0.82 is above the threshold 0.70: recommend_product", Find(page, "reason").TextContent);
        Assert.Equal("MOCK", Find(page, "backend").TextContent);
        Assert.NotEmpty(Find(page, "took").TextContent);
        Assert.EndsWith("/?user=3", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("true", Find(page, "user-3").ParentElement!.GetAttribute("aria-selected"));
    }

    [Fact]
    public async Task Click_SameUserAgain_AsksAgain()
    {
        KumoAnswers(0.82);
        var page = RenderPage();
        await ClickAsync(page, 3);

        KumoAnswers(0.45);
        await ClickAsync(page, 3);

        Assert.Equal("0.45", Find(page, "score").TextContent);
        Assert.Equal("send_message", Find(page, "action").GetAttribute("data-action"));
        Assert.Equal(2, Log.Count);
    }

    [Fact]
    public async Task Click_SlowBackend_SaysSoAndAsksOnce()
    {
        var answer = new TaskCompletionSource<PredictionResult>();
        KumoAnswers((_, _) => answer.Task);
        var page = RenderPage();

        var first = ClickAsync(page, 3);
        await ClickAsync(page, 3);
        Assert.Contains("Asking the agent about user 3", Find(page, "waiting").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", Find(page, "agent-panel").GetAttribute("aria-busy"));

        answer.SetResult(new PredictionResult.Predicted([Sample.Prediction(0.9)]));
        await first;

        page.WaitForAssertion(() => Assert.Equal("0.90", Find(page, "score").TextContent));
        Assert.Equal("false", Find(page, "agent-panel").GetAttribute("aria-busy"));
        Assert.Equal(1, Log.Count);
    }

    [Fact]
    public async Task Click_AnotherUserWhileWaiting_CancelsTheFirst()
    {
        var cancelled = false;
        KumoAnswers(async (users, token) =>
        {
            if (users[0].UserId == 3)
            {
                await using var _ = token.Register(() => cancelled = true);
                await Task.Delay(Timeout.Infinite, token);
            }

            return new PredictionResult.Predicted([Sample.Prediction(0.5, userId: users[0].UserId)]);
        });
        var page = RenderPage();

        var first = ClickAsync(page, 3);
        await ClickAsync(page, 1);
        await first;

        Assert.True(cancelled);
        Assert.Contains("User 1", Find(page, "agent-panel").TextContent, StringComparison.Ordinal);
        Assert.Equal("0.50", Find(page, "score").TextContent);
        Assert.Equal(1, Assert.Single(Log.Newest(10)).Decision.UserId);
    }

    [Fact]
    public async Task Click_BackendUnavailable_SaysWhy_AndRetryAsksAgain()
    {
        KumoAnswers((_, _) => Task.FromResult<PredictionResult>(new PredictionResult.Unavailable("The quota is used up.")));
        var page = RenderPage();
        await ClickAsync(page, 3);
        Assert.Contains("The quota is used up.", Find(page, "failed").TextContent, StringComparison.Ordinal);

        KumoAnswers(0.82);
        await OnPageAsync(page, () => Find(page, "retry"));

        Assert.Equal("0.82", Find(page, "score").TextContent);
    }

    [Fact]
    public async Task Click_BackendBreaks_ShowsNothingOfItsInside()
    {
        KumoAnswers((_, _) => throw new InvalidOperationException("secret inside"));
        var page = RenderPage();

        await ClickAsync(page, 3);

        Assert.NotEmpty(Find(page, "failed").TextContent);
        Assert.DoesNotContain("secret", page.Markup, StringComparison.Ordinal);
        Assert.NotNull(Find(page, "retry"));
    }

    [Fact]
    public async Task Render_LinkToAUser_ShowsWhatTheAgentSaidLast_WithoutAsking()
    {
        await Log.AppendAsync(Sample.Decision(3, 0.61, dataset: LoadedVersion()), default);
        await Log.AppendAsync(Sample.Decision(1, 0.99, dataset: LoadedVersion()), default);
        await Log.AppendAsync(Sample.Decision(3, 0.11, dataset: "other data"), default);

        var page = RenderPage("/?user=3");

        Assert.Equal("0.61", Find(page, "score").TextContent);
        Kumo.VerifyNoOtherCalls();
    }

    [Fact]
    public async Task Render_LinkToAUserNotAskedAbout_OffersToAsk()
    {
        KumoAnswers(0.82);
        var page = RenderPage("/?user=3");
        Assert.Contains("not asked", Find(page, "agent-panel").TextContent, StringComparison.Ordinal);
        Kumo.VerifyNoOtherCalls();

        await OnPageAsync(page, () => Find(page, "ask"));

        Assert.Equal("0.82", Find(page, "score").TextContent);
    }

    [Fact]
    public void Render_LinkToAnUnknownUser_SaysSo() =>
        Assert.Contains("There is no user 99", Find(RenderPage("/?user=99"), "agent-panel").TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task Decision_ElsewhereOnTheSelectedUser_ArrivesInPanelAndStream()
    {
        var page = RenderPage("/?user=3");

        await Log.AppendAsync(Sample.Decision(3, 0.93, dataset: LoadedVersion()), default);

        await DrawnAsync(() => page.FindAll("[data-testid=score]") is [{ TextContent: "0.93" }], "the score in the panel");
        await DrawnAsync(() => page.FindAll("[data-testid=feed-item]") is [var item] && item.TextContent.Contains("REST", StringComparison.Ordinal), "the decision in the stream");
    }

    [Fact]
    public async Task Navigate_Back_ShowsTheUserOfTheAddress()
    {
        KumoAnswers(0.82);
        var page = RenderPage();
        await ClickAsync(page, 3);

        Services.GetRequiredService<NavigationManager>().NavigateTo("/?user=1");

        page.WaitForAssertion(() => Assert.Contains("User 1", Find(page, "agent-panel").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StopContacting_IsRewardedWithNothing_HoldsAtOnce_AndAnOperatorTakesItBack()
    {
        KumoAnswers(0.82);
        var page = RenderPage();
        await ClickAsync(page, 3);

        await OnPageAsync(page, () => Find(page, "stop"));

        await DrawnAsync(() => page.FindAll("[data-testid=opted-out]").Count == 1, "the note");
        Assert.Equal(0, Log.Newest(1)[0].Reward?.Value);
        await OnPageAsync(page, () => Find(page, "user-3").ParentElement!);
        Assert.Equal("none", Find(page, "action").GetAttribute("data-action"));
        Assert.Contains("No contact", Find(page, "action").TextContent, StringComparison.Ordinal);
        Assert.Equal("no contact (opted out)", Find(page, "reason").TextContent);

        await OnPageAsync(page, () => Find(page, "opt-in"));

        await DrawnAsync(() => page.FindAll("[data-testid=opted-out]").Count == 0, "no note");
        await OnPageAsync(page, () => Find(page, "user-3").ParentElement!);
        Assert.Equal("recommend_product", Find(page, "action").GetAttribute("data-action"));
    }

    [Fact]
    public async Task Gauge_ShowsTheThresholdThatDecided()
    {
        KumoAnswers(0.55);
        var page = RenderPage();
        await ClickAsync(page, 3);
        var policies = Services.GetRequiredService<PolicySwitch>();

        policies.Options = new AgentOptions { EngagementThreshold = 0.5 };

        Assert.Contains("0.70", Find(page, "agent-panel").QuerySelector(".gauge")!.OuterHtml, StringComparison.Ordinal);
        await ClickAsync(page, 3);
        Assert.Equal("recommend_product", Find(page, "action").GetAttribute("data-action"));
        Assert.Contains("0.50", Find(page, "agent-panel").QuerySelector(".gauge")!.OuterHtml, StringComparison.Ordinal);
    }
}
