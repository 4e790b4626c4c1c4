using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Quality;
using PersonalizedAgent.Web.Data;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Components;

/// <summary>The page Quality in all its states: the real desks, with a trial whose outcome the test says.</summary>
public sealed class QualityPageTests : ComponentTest
{
    private const string Users = "user_id,churned\n7,yes\n8,no\n";
    private const string Orders = "user_id,date\n7,2025-06-01\n8,2025-08-02\n";

    private readonly TempDataset _folder = new(("users.csv", Users), ("orders.csv", Orders));
    private readonly TaskCompletionSource<QualityReport> _report = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public QualityPageTests()
    {
        Measure = () => _report.Task.GetAwaiter().GetResult();
        Services.GetRequiredService<IOptions<DatasetOptions>>().Value.Path = _folder.Folder;
    }

    protected override void Dispose(bool disposing)
    {
        _report.TrySetCanceled();
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private DatasetStore Store => Services.GetRequiredService<DatasetStore>();

    private Dataset Dataset => Store.Current;

    private IRenderedComponent<QualityPage> RenderPage()
    {
        Assert.Null(Store.Load());
        return Render<QualityPage>();
    }

    private static bool Has(IRenderedComponent<QualityPage> page, string testId) => page.FindAll($"[data-testid={testId}]").Count > 0;

    private async Task<IRenderedComponent<QualityPage>> RenderAsync(QualityReport report)
    {
        Measure = () => report;
        var page = RenderPage();
        await DrawnAsync(() => page.Find("main").GetAttribute("aria-busy") == "false", "the figures");
        return page;
    }

    [Fact]
    public async Task UnderWay_SaysSo_ThenFollowsByItself()
    {
        var page = RenderPage();
        await DrawnAsync(() => Has(page, "quality-wait") && page.Markup.Contains("Predicting the last horizon anew", StringComparison.Ordinal), "the trial under way");
        Assert.Equal("true", page.Find("main").GetAttribute("aria-busy"));

        _report.SetResult(QualitySample.Report);

        await DrawnAsync(() => Has(page, "quality-verdict"), "the figures");
        Assert.False(Has(page, "quality-wait"));
        Assert.Contains("measured on its last 30 days", page.Find("h1 + small").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Fitting_ShowsHowFarTheModelHasCome()
    {
        var wait = Render<QualityWait>(parameters => parameters.Add(w => w.State, new QualityState.Fitting(new FitProgress(0.4, "learning who will order"))));

        Assert.Contains("learning who will order…", wait.Find("p").TextContent, StringComparison.Ordinal);
        Assert.Equal("0.4", wait.Find("progress").GetAttribute("value"));
    }

    [Fact]
    public void NoOrders_SaysWhatIsNeeded_AndLinksToData()
    {
        Services.GetRequiredService<IOptions<DatasetOptions>>().Value.Path = Sample.FourUsersPath;

        var page = RenderPage();

        Assert.Contains("There are no orders", page.Find("[data-testid=quality-empty]").TextContent, StringComparison.Ordinal);
        Assert.Equal("/data", page.Find("[data-testid=quality-empty] a").GetAttribute("href"));
        Assert.Equal("false", page.Find("main").GetAttribute("aria-busy"));
    }

    [Fact]
    public async Task Failed_SaysSo_AndCanBeTriedAgain()
    {
        Measure = () => throw new InvalidOperationException("secret inside");
        var page = RenderPage();
        await DrawnAsync(() => Has(page, "quality-failed"), "the failure");
        Assert.DoesNotContain("secret", page.Markup, StringComparison.Ordinal);
        Measure = () => QualitySample.Report;

        await page.InvokeAsync(() => page.Find("[data-testid=quality-retry]").ClickAsync(new()));

        await DrawnAsync(() => Has(page, "quality-verdict"), "the figures");
    }

    [Fact]
    public async Task AnotherDataset_ThePageFollows()
    {
        var page = await RenderAsync(QualitySample.Report);
        Measure = () => QualitySample.Report with { Engagement = QualitySample.NotBetter };

        Assert.Null(await Store.SwitchAsync(DatasetEntry.DemoKey));

        await DrawnAsync(() => Has(page, "quality-verdict") && page.Markup.Contains("Not surely better than a simple rule", StringComparison.Ordinal), "the other figures");
        Assert.Contains("Demo shop", page.Find("h1 + small").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filled_ShowsEachPart()
    {
        var page = await RenderAsync(QualitySample.Report);

        Assert.Contains("is-good", page.Find("[data-testid=quality-verdict]").ClassName!, StringComparison.Ordinal);
        Assert.Contains("Better than each simple rule: by 0.070 of AUC than recency alone", page.Find("[data-testid=quality-verdict] p").TextContent, StringComparison.Ordinal);
        Assert.Contains("PREDICT COUNT(orders.*", page.Find("[data-testid=engagement] code").TextContent, StringComparison.Ordinal);
        Assert.Equal("0.846", page.Find("[data-testid=auc] b").TextContent);
        Assert.Contains("95 % interval 0.834 to 0.856", page.Find("[data-testid=auc]").TextContent, StringComparison.Ordinal);
        Assert.Contains("50 % less than always the same, 0.646", page.Find(".quality-facts").TextContent, StringComparison.Ordinal);
        Assert.Equal(["the model", "recency alone", "frequency alone"], page.FindAll("[data-testid=rules] tbody th").Select(name => name.TextContent));
        Assert.Contains("+0.052 to +0.087", page.Find("[data-testid=rules]").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll("svg[role=img]").Count);
        Assert.All(page.FindAll("svg[role=img]"), chart => Assert.NotEmpty(chart.GetAttribute("aria-label")!));
        var response = page.Find("[data-testid=response-offer_discount]");
        Assert.Contains("is-discount", response.ClassName!, StringComparison.Ordinal);
        Assert.Contains("402 contacts, of which 22 % were responded to.", response.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tells more than the same rate", response.TextContent, StringComparison.Ordinal);
        Assert.True(Has(page, "not-tried"));
        Assert.Contains("Better than showing everybody", page.Find("[data-testid=items-verdict]").TextContent, StringComparison.Ordinal);
        Assert.Contains("18 to 25 %", page.Find("[data-testid=items]").TextContent, StringComparison.Ordinal);
        Assert.Contains("only because this shop is invented", page.Find("[data-testid=truth-why]").TextContent, StringComparison.Ordinal);
        Assert.Equal(["22.8", "36.7", "37.3"], page.FindAll("[data-testid=truth] .rate-value b").Select(value => value.TextContent));
        Assert.False(Has(page, "quality-suspect"));
    }

    [Fact]
    public async Task NotBetter_IsAWarning()
    {
        var page = await RenderAsync(QualitySample.Report with { Engagement = QualitySample.NotBetter });

        var verdict = page.Find("[data-testid=quality-verdict]");
        Assert.Contains("is-warning", verdict.ClassName!, StringComparison.Ordinal);
        Assert.Contains("Not surely better than recency alone: the difference of AUC is −0.002", verdict.TextContent, StringComparison.Ordinal);
        Assert.Single(page.FindAll("[data-testid=rules] .is-no-lead"));
    }

    [Fact]
    public async Task Suspect_IsWarnedOf_AndTheVerdictIsNotPraised()
    {
        var page = await RenderAsync(QualitySample.Report with { Engagement = QualitySample.Suspicious });

        var warning = page.Find("[data-testid=quality-suspect]");
        Assert.Equal("alert", warning.GetAttribute("role"));
        Assert.Contains("AUC above 0.95: too good to be true", warning.TextContent, StringComparison.Ordinal);
        Assert.Contains("The column churned alone reaches 0.985", warning.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("is-good", page.Find("[data-testid=quality-verdict]").ClassName!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingButOrders_SaysWhyForEachPart()
    {
        var page = await RenderAsync(new QualityReport(null, "There is too little to learn from.", [], null, null));

        Assert.Equal("There is too little to learn from.", page.Find("[data-testid=quality-reason]").TextContent);
        Assert.Equal("contacts.csv is missing: actions follow rules.", page.Find("[data-testid=no-responses] span").TextContent);
        Assert.Contains("Orders name no items", page.Find("[data-testid=no-items]").TextContent, StringComparison.Ordinal);
        Assert.False(Has(page, "engagement") || Has(page, "truth"));
    }

    [Fact]
    public void Items_NotBetter_IsSaid()
    {
        Assert.Null(Store.Load());
        var card = Render<ItemsCard>(parameters => parameters
            .Add(c => c.Report, QualitySample.Items with { HitRate = new Interval(0.15, 0.13, 0.18) }).Add(c => c.Dataset, Dataset).Add(c => c.HorizonDays, 30));

        Assert.StartsWith("Not surely better than showing everybody", card.Find("[data-testid=items-verdict] span").TextContent, StringComparison.Ordinal);
    }
}
