using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Layout;
using PersonalizedAgent.Web.Components.Pages.Users;
using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Components;

/// <summary>The page with the shop and its real model: scores of all users, their spread, and the switch of backends.</summary>
public sealed class ScoresTests : ComponentTest
{
    private async Task<IRenderedComponent<UsersPage>> RenderShopAsync(string address = "/")
    {
        var store = Services.GetRequiredService<DatasetStore>();
        Assert.Null(store.Load());
        // The shop comes into use together with its model.
        Assert.Null(await store.SwitchAsync(DatasetEntry.DemoKey));
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<UsersPage>();
    }

    private static IElement Find(IRenderedComponent<IComponent> page, string testId) => page.Find($"[data-testid={testId}]");

    private static double[] Scores(IRenderedComponent<UsersPage> page) =>
        [.. page.FindAll(".cell.is-score").Select(cell => double.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture))];

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    [Fact]
    public async Task Shop_TableHasScoresAndActions_AndSortsByThem()
    {
        var page = await RenderShopAsync();
        Assert.NotEmpty(Scores(page));
        Assert.Contains("Offer discount", page.Find(".vgrid-body").TextContent, StringComparison.Ordinal);

        await Find(page, "sort-engagement_score").ClickAsync(new());
        await Find(page, "sort-engagement_score").ClickAsync(new());

        Assert.Equal(Scores(page).OrderDescending(), Scores(page));
        Assert.True(Scores(page)[0] > 0.9);
        Assert.EndsWith("sort=engagement_score&dir=desc", Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PredictionBackend.Local, "The model of this data is being fitted first.", "")]
    [InlineData(PredictionBackend.Kumo, "The model of this data is being fitted first.", "KumoRFM takes some seconds.")]
    [InlineData(PredictionBackend.Rank, "", "")]
    [InlineData(PredictionBackend.Mock, "", "")]
    public async Task Waiting_SaysWhatFor(PredictionBackend backend, string untilFitted, string afterwards)
    {
        var (models, dataset) = (Services.GetRequiredService<ModelDesk>(), World.MadeUp(1).Read());
        var go = new ManualResetEventSlim();
        models.Changed += go.Wait;
        models.Begin(dataset);

        var panel = RenderPanel(dataset, backend);

        Assert.Equal($"Asking the agent about user {dataset.Users[0].UserId}… {untilFitted}".Trim(), Find(panel, "waiting").TextContent.Trim());
        go.Set();
        await models.ModelOfAsync(dataset, default);
        panel = RenderPanel(dataset, backend);
        Assert.Equal($"Asking the agent about user {dataset.Users[0].UserId}… {afterwards}".Trim(), Find(panel, "waiting").TextContent.Trim());
    }

    private IRenderedComponent<AgentPanel> RenderPanel(Dataset dataset, PredictionBackend backend) => Render<AgentPanel>(panel => panel
        .Add(p => p.Dataset, dataset)
        .Add(p => p.State, new PanelState.Waiting(dataset.Users[0]))
        .Add(p => p.BackendInForce, backend));

    [Fact]
    public async Task Histogram_EndsMoved_FilterTheTable_AndStandInTheAddress()
    {
        var page = await RenderShopAsync();

        await Find(page, "score-from").ChangeAsync(new ChangeEventArgs { Value = "0.7" });

        Assert.EndsWith("engagement_score=0.7..", Address, StringComparison.Ordinal);
        Assert.All(Scores(page), score => Assert.True(score >= 0.7));
        var count = Find(page, "user-count").TextContent;

        await Find(page, "score-to").ChangeAsync(new ChangeEventArgs { Value = "0.8" });

        Assert.EndsWith("engagement_score=0.7..0.8", Address, StringComparison.Ordinal);
        Assert.All(Scores(page), score => Assert.InRange(score, 0.7, 0.8));
        Assert.NotEqual(count, Find(page, "user-count").TextContent);
    }

    [Fact]
    public async Task Histogram_StretchDrawn_SnapsToItsBars_AndAnEmptyOneClears()
    {
        var page = await RenderShopAsync("/?engagement_score=0.2..0.3");
        var histogram = page.FindComponent<ScoreHistogram>();

        await page.InvokeAsync(() => histogram.Instance.OnBrushedAsync(0.401, 0.613));
        Assert.EndsWith("engagement_score=0.4..0.625", Address, StringComparison.Ordinal);

        await page.InvokeAsync(() => histogram.Instance.OnBrushedAsync(0.5, 0.505));
        Assert.EndsWith("/", Address, StringComparison.Ordinal);

        await page.InvokeAsync(() => histogram.Instance.OnBrushedAsync(0, 1));
        Assert.EndsWith("/", Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switch_IsSeenAtOnce_AndTheMocksTableHasNoScores()
    {
        var page = await RenderShopAsync("/?sort=engagement_score&dir=desc");
        var local = Scores(page);

        await page.InvokeAsync(() => Switch.Choice = BackendChoice.Rank);
        await page.WaitForStateAsync(() => !local.SequenceEqual(Scores(page)));
        Assert.Contains("engagement rank", page.Markup, StringComparison.Ordinal);

        await page.InvokeAsync(() => Switch.Choice = BackendChoice.Mock);
        await page.WaitForStateAsync(() => Scores(page).Length == 0);
        Assert.Empty(page.FindAll("[data-testid=histogram]"));

        await page.InvokeAsync(() => Switch.Choice = BackendChoice.Local);
        await page.WaitForStateAsync(() => Scores(page).SequenceEqual(local));
    }

    [Fact]
    public async Task Decision_OfAnotherBackend_SaysSo()
    {
        KumoAnswers(0.82);
        var page = await RenderShopAsync();

        await Find(page, "user-3").ParentElement!.ClickAsync(new());

        Assert.Contains("Decided by MOCK. Now LOCAL is asked", Find(page, "other-backend").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackendSwitch_Chosen_IsSaidEverywhere()
    {
        await RenderShopAsync();
        var (first, second) = (Render<BackendSwitch>(), Render<BackendSwitch>());
        Assert.Equal("LOCAL", Find(first, "backend-in-force").TextContent);

        await Find(first, "choose-rank").ChangeAsync(new ChangeEventArgs { Value = "Rank" });

        Assert.Equal(BackendChoice.Rank, Switch.Choice);
        Assert.Equal("RANK", Find(first, "backend-in-force").TextContent);
        await second.WaitForStateAsync(() => Find(second, "backend-in-force").TextContent == "RANK");
    }

    [Fact]
    public async Task Panel_ShowsWhatMovedTheScore_TheResponses_TheProductAndTheQuestion()
    {
        var prediction = Sample.Prediction() with
        {
            Backend = PredictionBackend.Local,
            Task = "PREDICT something",
            BaseScore = new Score(0.5),
            Factors = [new Factor("bought 3 days ago", 0.42), new Factor("kind: Lapsing", -0.1)],
            ActionScores = [new(AgentAction.OfferDiscount, new Score(0.1)), new(AgentAction.RecommendProduct, new Score(0.4)), new(AgentAction.SendMessage, new Score(0.2))],
            Items = [new RankedItem("7", "Trail socks", 1.5), new RankedItem("8", "Oak board", 1)],
            Outlook = new ScoreOutlook([0, 30], [0.82, 0.6], [0.9, 0.9]),
        };
        KumoAnswers((_, _) => Task.FromResult<PredictionResult>(new PredictionResult.Predicted([prediction])));
        var page = await RenderShopAsync();

        await Find(page, "user-3").ParentElement!.ClickAsync(new());

        Assert.Equal("Trail socks", Find(page, "product").TextContent);
        Assert.Contains("Bought 3 days ago+0.42", Find(page, "moved").TextContent, StringComparison.Ordinal);
        Assert.Contains("Kind: Lapsing", Find(page, "factors").TextContent, StringComparison.Ordinal);
        Assert.Contains("−0.10", Find(page, "factors").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("Not above 0.70 any more after 30 days without an order; then send_message.", Find(page, "what-if").TextContent, StringComparison.Ordinal);
        Assert.Contains("0.40", Find(page, "response-recommend_product").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Trail socks", "Oak board"], page.FindAll("[data-testid=next-items] li").Select(item => item.TextContent));
        Assert.Equal("PREDICT something", page.Find("[data-testid=pql] code").TextContent);
        Assert.Contains("chance of an order in 30 days", page.Find(".gauge").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-testid=other-backend]"));
    }

    [Fact]
    public async Task Panel_Rank_IsCalledARank_AndItsActionARule()
    {
        var prediction = Sample.Prediction() with { Backend = PredictionBackend.Rank, ActionRule = "rule “regular”", Note = "No model yet." };
        KumoAnswers((_, _) => Task.FromResult<PredictionResult>(new PredictionResult.Predicted([prediction])));
        var page = await RenderShopAsync();

        await Find(page, "user-3").ParentElement!.ClickAsync(new());

        Assert.Equal("RANK", Find(page, "backend").TextContent);
        Assert.Contains("engagement rank", page.Find(".gauge").TextContent, StringComparison.Ordinal);
        Assert.Contains("rule “regular”", Find(page, "action-rule").TextContent, StringComparison.Ordinal);
        Assert.Contains("No probability. No model yet.", Find(page, "agent-panel").TextContent, StringComparison.Ordinal);
        // Without orders of his own a user is ranked though the local model is asked.
        Assert.Empty(page.FindAll("[data-testid=other-backend]"));
    }
}
