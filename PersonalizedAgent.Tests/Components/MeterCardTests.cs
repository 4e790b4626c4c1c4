using Bunit;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Quality;

namespace PersonalizedAgent.Tests.Components;

/// <summary>The truth meter with its real desk: the backends of the process at once, the service on demand.</summary>
public sealed class MeterCardTests : ComponentTest
{
    private static readonly LocalModel Model = LocalModelFitter.Fit(World.MadeUp(3, users: 80).Read(), World.AsOf(World.Start.AddDays(190)), new KumoOptions());

    private async Task<IRenderedComponent<MeterCard>> RenderAsync()
    {
        var card = Render<MeterCard>(parameters => parameters.Add(c => c.Model, Model));
        await card.WaitForStateAsync(() => Has(card, "meter-table") && !IsBusy(card));
        return card;
    }

    private static bool Has(IRenderedComponent<MeterCard> card, string testId) => card.FindAll($"[data-testid={testId}]").Count > 0;

    private static bool IsBusy(IRenderedComponent<MeterCard> card) => card.Find("[data-testid=ask-service]").HasAttribute("disabled");

    private static async Task AskServiceAsync(IRenderedComponent<MeterCard> card)
    {
        await card.Find("[data-testid=ask-service]").ClickAsync(new());
        await card.WaitForStateAsync(() => Has(card, "meter-kumo") && !IsBusy(card));
    }

    [Fact]
    public async Task Shown_ComparesTheBackendsOfTheProcess()
    {
        var card = await RenderAsync();

        Assert.Equal(["MOCK", "RANK", "LOCAL"], card.FindAll("[data-testid=meter-table] .badge").Select(badge => badge.TextContent));
        Assert.Contains("users as they were known on 10 Jun 2025", card.Find("small").TextContent, StringComparison.Ordinal);
        Assert.Contains("no probability", card.Find("[data-testid=meter-mock]").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("no probability", card.Find("[data-testid=meter-local]").TextContent, StringComparison.Ordinal);
        Assert.False(Has(card, "meter-kumo"));
    }

    [Fact]
    public async Task Differing_ListsTheUsers_WithLinks()
    {
        var card = await RenderAsync();
        var button = card.Find("[data-testid=meter-mock] [data-testid=differing]");
        Assert.Equal("false", button.GetAttribute("aria-expanded"));

        await button.ClickAsync(new());

        Assert.Equal("true", card.Find("[data-testid=meter-mock] [data-testid=differing]").GetAttribute("aria-expanded"));
        var users = card.FindAll("[data-testid=differing-users] a");
        Assert.StartsWith($"{users.Count} user", button.TextContent, StringComparison.Ordinal);
        Assert.All(users, user => Assert.Equal($"/?user={user.TextContent}", user.GetAttribute("href")));

        await card.Find("[data-testid=meter-mock] [data-testid=differing]").ClickAsync(new());
        Assert.False(Has(card, "differing-users"));
    }

    [Fact]
    public async Task Service_Asked_StandsBesideTheOthers_AndIsKept()
    {
        await using var stub = await KumoStubServer.StartAsync();
        Relational.BaseUrl = stub.Url;
        var card = await RenderAsync();
        Assert.Equal(0, stub.Count);

        await AskServiceAsync(card);

        var row = card.Find("[data-testid=meter-kumo]").TextContent;
        Assert.Contains("kumo-relational-stub", row, StringComparison.Ordinal);
        var count = stub.Count;
        Assert.Equal(4, stub.CountOf(CallKind.PredictInSession));

        await AskServiceAsync(card);
        Assert.True(Has(await RenderAsync(), "meter-kumo"));
        Assert.Equal(count, stub.Count);
    }

    [Fact]
    public async Task Service_Down_SaysWhy_AndIsAskedAnewOnceItIsBack()
    {
        var gone = await KumoStubServer.StartAsync();
        Relational.BaseUrl = gone.Url;
        await gone.DisposeAsync();
        var card = await RenderAsync();

        await AskServiceAsync(card);

        Assert.Contains("KUMO unavailable: ", card.Find("[data-testid=meter-kumo] .meter-problem").TextContent, StringComparison.Ordinal);
        Assert.Empty(card.FindAll("[data-testid=meter-local] .meter-problem"));

        await using var stub = await KumoStubServer.StartAsync(new KumoStubOptions { Port = new Uri(Relational.BaseUrl).Port });
        Clock.Advance(TimeSpan.FromSeconds(Relational.BreakSeconds));
        await AskServiceAsync(card);
        Assert.Empty(card.FindAll("[data-testid=meter-kumo] .meter-problem"));
    }

    [Fact]
    public async Task AnotherModel_WhileTheServiceIsAsked_IsTheOneThatStays()
    {
        await using var stub = await KumoStubServer.StartAsync();
        Relational.BaseUrl = stub.Url;
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stub.Script.Always(StubTurn.Held(go.Task));
        var card = await RenderAsync();
        var asked = card.Find("[data-testid=ask-service]").ClickAsync(new());
        await stub.WhenReceivedAsync(1);
        Assert.True(IsBusy(card));

        var next = LocalModelFitter.Fit(Model.Dataset, World.AsOf(World.Start.AddDays(191)), new KumoOptions());
        card.Render(parameters => parameters.Add(c => c.Model, next));
        await card.WaitForStateAsync(() => card.Find("small").TextContent.Contains("11 Jun 2025", StringComparison.Ordinal) && !IsBusy(card));
        go.SetResult();
        await asked;

        Assert.Contains("11 Jun 2025", card.Find("small").TextContent, StringComparison.Ordinal);
        Assert.False(Has(card, "meter-kumo"));
    }

    [Fact]
    public async Task NobodyToCompareOn_IsSaid()
    {
        var card = Render<MeterCard>(parameters => parameters.Add(c => c.Model, LocalModelFitter.Fit(Model.Dataset, World.AsOf(World.Start.AddDays(5)), new KumoOptions())));

        await card.WaitForStateAsync(() => card.Find("[role=status]").TextContent == "There are no users to compare the backends on.");
    }
}
