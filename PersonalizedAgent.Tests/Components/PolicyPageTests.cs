using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Tests.Datasets.Shop;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Policy;
using PersonalizedAgent.Web.Data;

namespace PersonalizedAgent.Tests.Components;

/// <summary>The page Policy in all its states, with its real desk.</summary>
public sealed partial class PolicyPageTests : ComponentTest
{
    private TempDataset? _folder;

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder?.Dispose();
    }

    private PolicySwitch Policies => Services.GetRequiredService<PolicySwitch>();

    private DatasetStore Store => Services.GetRequiredService<DatasetStore>();

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private async Task<IRenderedComponent<PolicyPage>> RenderAsync(string? path = null)
    {
        if (path is not null)
            Services.GetRequiredService<IOptions<DatasetOptions>>().Value.Path = path;
        Assert.Null(Store.Load());
        if (Store.Current.Orders.Count > 0)
        {
            var models = Services.GetRequiredService<ModelDesk>();
            models.Begin(Store.Current);
            Assert.NotNull(await models.ModelOfAsync(Store.Current, Token));
        }

        await Services.GetRequiredService<Learner>().BeginAsync(Store.Current, Store.Current.AsOf(Clock), null, Token);
        var page = Render<PolicyPage>();
        await DrawnAsync(() => Has(page, "belief-body") || page.FindAll("[role=alert]").Count > 0, "what is believed");
        return page;
    }

    private Task<IRenderedComponent<PolicyPage>> RenderShopAsync() => RenderAsync(Path.Combine(ShopFixture.RepositoryRoot, "data", "shop"));

    private static bool Has(IRenderedComponent<PolicyPage> page, string testId) => page.FindAll($"[data-testid={testId}]").Count > 0;

    private static IElement Find(IRenderedComponent<PolicyPage> page, string testId) => page.Find($"[data-testid={testId}]");

    private static string Text(IRenderedComponent<PolicyPage> page, string testId) => Find(page, testId).TextContent;

    [Fact]
    public async Task Choosing_SetsThePolicy_OnAllOpenPages()
    {
        var (page, other) = (await RenderAsync(), Render<PolicyPage>());
        Assert.True(Find(page, "policy-threshold").HasAttribute("checked"));

        await ActAsync(page, () => Find(page, "policy-next-best-action").ChangeAsync(new() { Value = "NextBestAction" }));

        Assert.Equal(PolicyKind.NextBestAction, Policies.Kind);
        await DrawnAsync(() => new[] { page, other }.All(open => Find(open, "policy-next-best-action").HasAttribute("checked") && !Find(open, "policy-threshold").HasAttribute("checked")), "the choice on both pages");
    }

    [Fact]
    public async Task Draft_DecidesNothing_UntilPutInForce_AndReplacesTheSettings()
    {
        var page = await RenderAsync();
        var before = Policies.Options;
        Assert.True(Find(page, "put-in-force").HasAttribute("disabled"));
        Assert.True(Find(page, "discard").HasAttribute("disabled"));

        await ActAsync(page, () => Find(page, "threshold").InputAsync(new() { Value = "0.35" }));
        await ActAsync(page, () => Find(page, "max-discount-score").ChangeAsync(new() { Value = "0.9" }));
        await ActAsync(page, () => Find(page, "value-send_message").ChangeAsync(new() { Value = "5.5" }));
        await ActAsync(page, () => Find(page, "cool-offer_discount").ChangeAsync(new() { Value = "7" }));

        Assert.Equal("0.35", Text(page, "threshold-value"));
        Assert.Same(before, Policies.Options);
        Assert.Equal((0.7, null, 12.0), (before.EngagementThreshold, before.Rails.MaxDiscountScore, before.Values.SendMessage.Value));

        await ActAsync(page, () => Find(page, "put-in-force").ClickAsync(new()));

        var after = Policies.Options;
        Assert.NotSame(before, after);
        Assert.Equal((0.35, 0.9, 5.5, 7), (after.EngagementThreshold, after.Rails.MaxDiscountScore, after.Values.SendMessage.Value, after.Rails.CoolDownDays.OfferDiscount));
        Assert.Equal((0.7, null, 12.0, 0), (before.EngagementThreshold, before.Rails.MaxDiscountScore, before.Values.SendMessage.Value, before.Rails.CoolDownDays.OfferDiscount));
        Assert.True(Find(page, "put-in-force").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Draft_Discarded_IsAsInForce()
    {
        var page = await RenderAsync();
        await ActAsync(page, () => Find(page, "threshold").InputAsync(new() { Value = "0.1" }));

        await ActAsync(page, () => Find(page, "discard").ClickAsync(new()));

        Assert.Equal("0.70", Text(page, "threshold-value"));
        Assert.Equal("0.7", Find(page, "threshold").GetAttribute("value"));
        Assert.True(Find(page, "discard").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Draft_OutOfRange_SaysWhy_AndCannotBePutInForce()
    {
        var page = await RenderAsync();

        await ActAsync(page, () => Find(page, "max-contacts").ChangeAsync(new() { Value = "0" }));

        Assert.Equal("Agent:Rails:MaxContacts must lie between 1 and 1000.", Text(page, "draft-problems"));
        Assert.True(Find(page, "put-in-force").HasAttribute("disabled"));
        Assert.False(Find(page, "discard").HasAttribute("disabled"));
    }

    [Fact]
    public async Task SettingsOfAnotherPage_AreFollowed_ButNotByADraft()
    {
        var (page, drafting) = (await RenderAsync(), Render<PolicyPage>());
        await ActAsync(drafting, () => Find(drafting, "threshold").InputAsync(new() { Value = "0.2" }));

        Policies.Options = new AgentOptions { EngagementThreshold = 0.5 };

        await DrawnAsync(() => Text(page, "threshold-value") == "0.50", "the settings in force");
        Assert.Equal("0.20", Text(drafting, "threshold-value"));
    }

    [Fact]
    public async Task UsersAlone_SaysWhatIsMissing()
    {
        var page = await RenderAsync();

        Assert.Contains("There is no local model of this data", Text(page, "if-empty"), StringComparison.Ordinal);
        await DrawnAsync(() => Has(page, "pays-empty"), "that there are no contacts");
        Assert.Contains("contacts.csv must tell of at least 20 contacts", Text(page, "pays-empty"), StringComparison.Ordinal);
        Assert.Contains("No probability", Text(page, "belief-table"), StringComparison.Ordinal);
        Assert.True(Has(page, "moves-empty"));
    }

    [Fact]
    public async Task NoPropensities_RefusesAllButWhatWasDone_WithTheReason()
    {
        _folder = World.MadeUp(7).Write();
        var page = await RenderAsync(_folder.Folder);

        await DrawnAsync(() => Has(page, "pays-refused"), "the refusal");

        Assert.Contains("propensity", Text(page, "pays-refused"), StringComparison.Ordinal);
        Assert.DoesNotContain("the log does not tell", Text(page, "pays-as-logged"), StringComparison.Ordinal);
        Assert.Contains("the log does not tell", Text(page, "pays-learning"), StringComparison.Ordinal);
        Assert.Empty(Find(page, "verdicts").Children);
    }

    [Fact]
    public async Task Shop_WhatIf_FollowsTheSlider_AndListsWhoChanges()
    {
        var page = await RenderShopAsync();
        await DrawnAsync(() => Has(page, "if-body"), "all users");
        Assert.Equal("Nobody changes their action.", Text(page, "if-changed"));

        await ActAsync(page, () => Find(page, "threshold").InputAsync(new() { Value = "0.35" }));
        await DrawnAsync(() => Find(page, "if-changed").LocalName == "button", "who changes");
        await ActAsync(page, () => Find(page, "if-changed").ClickAsync(new()));

        Assert.Equal("true", Find(page, "if-changed").GetAttribute("aria-expanded"));
        var users = page.FindAll("[data-testid=if-users] a");
        Assert.Equal($"{users.Count} users change their action", Text(page, "if-changed"));
        Assert.All(users, user => Assert.Equal($"/?user={user.TextContent}", user.GetAttribute("href")));

        await ActAsync(page, () => Find(page, "if-next-best-action").ClickAsync(new()));
        await DrawnAsync(() => Text(page, "if-changed") == "Nobody changes their action.", "that next best action does not go by the threshold");
    }

    [Fact]
    public async Task Shop_Learning_IsNotComparedUserByUser()
    {
        Policies.Kind = PolicyKind.Learning;
        var page = await RenderShopAsync();

        await DrawnAsync(() => Has(page, "if-body"), "all users");

        Assert.Contains("The learning policy is in force. It takes its actions by chance", Text(page, "if-body"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shop_Pays_JudgesOnLaterContacts_AndTheDraft()
    {
        var page = await RenderShopAsync();
        await DrawnAsync(() => Has(page, "pays-table"), "the table");

        Assert.Equal(
            ["As logged", "Random", "Always offer discount", "Always recommend product", "Always send message", "Threshold", "Next best action", "Learning"],
            page.FindAll("[data-testid=pays-table] tbody th").Select(name => name.TextContent.Trim()));
        Assert.StartsWith("Learned from 8,589 contacts before 4 May 2025", Text(page, "pays-setting"), StringComparison.Ordinal);
        Assert.Equal(7, Find(page, "verdicts").Children.Length);
        Assert.Contains("Learning earns more than as logged", Text(page, "verdicts"), StringComparison.Ordinal);
        Assert.Contains("No difference shown: random less as logged", Text(page, "verdicts"), StringComparison.Ordinal);

        await ActAsync(page, () => Find(page, "threshold").InputAsync(new() { Value = "0.2" }));
        await DrawnAsync(() => Has(page, "pays-draft"), "the draft");
        await ActAsync(page, () => Find(page, "discard").ClickAsync(new()));
        await DrawnAsync(() => !Has(page, "pays-draft"), "no draft");
    }
}
