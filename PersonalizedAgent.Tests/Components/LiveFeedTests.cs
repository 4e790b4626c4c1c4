using Bunit;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Components.Pages.Users;

namespace PersonalizedAgent.Tests.Components;

public sealed class LiveFeedTests : ComponentTest
{
    private readonly Guid _page = Guid.CreateVersion7();

    private IRenderedComponent<LiveFeed> RenderFeed() => Render<LiveFeed>(parameters => parameters.Add(feed => feed.PageId, _page).Add(feed => feed.ExampleId, 1).Add(feed => feed.LinkTo, id => $"/?user={id}"));

    private ValueTask<LoggedDecision> AppendAsync(long userId, DecisionSource source = default) => Log.AppendAsync(Sample.Decision(userId, source: source), default);

    private static string[] Sequences(IRenderedComponent<LiveFeed> feed) => [.. feed.FindAll("[data-testid=feed-item]").Select(item => item.GetAttribute("data-sequence")!)];

    [Fact]
    public void Render_NothingYet_SaysHowToBegin() => Assert.Contains("GET /recommend/1", RenderFeed().Markup, StringComparison.Ordinal);

    [Fact]
    public async Task Decision_AppearsAtOnce_NewestFirst()
    {
        var feed = RenderFeed();
        await AppendAsync(1);
        await DrawnAsync(() => Sequences(feed) is ["1"], "the first decision");

        await AppendAsync(3, new DecisionSource(_page));
        await AppendAsync(2, new DecisionSource(Guid.CreateVersion7()));

        await DrawnAsync(() => Sequences(feed) is ["3", "2", "1"], "all three, newest first");
        Assert.Equal(["another page", "this page", "REST"], feed.FindAll(".feed-source").Select(source => source.TextContent));
        Assert.Equal("/?user=2", feed.Find("[data-testid=feed-item] a").GetAttribute("href"));
        Assert.Contains("10:42:07.114", feed.Find("[data-testid=feed-item]").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    public async Task Render_ShowsAtMostTheLastHundred(int appended, int shown)
    {
        for (var i = 0; i < appended; i++)
            await AppendAsync(1);

        var sequences = Sequences(RenderFeed());

        Assert.Equal(shown, sequences.Length);
        Assert.Equal($"{appended}", sequences[0]);
    }

    [Fact]
    public async Task Dispose_StopsListening()
    {
        var feed = RenderFeed();
        await Eventually.TrueAsync(() => Clock.WaitingTimers == 1, "the first drawing");
        var renders = feed.RenderCount;
        await DisposeComponentsAsync();

        await AppendAsync(1);
        Clock.Advance(TimeSpan.FromMilliseconds(50));
        await Eventually.TrueAsync(() => Clock.WaitingTimers == 0, "rest");

        Assert.Equal(renders, feed.RenderCount);
    }
}
