using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Rails;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Kumo;
using PersonalizedAgent.Tests.Storage;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Rails;

public sealed class PastContactsTests : IDisposable
{
    private static readonly Dataset Dataset = Read();

    private readonly LogFile _file = new();

    public void Dispose() => _file.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static UserId First => Dataset.Users.IdOf(0);

    /// <summary>The first user was contacted by a product 5 days before the data's own time, which is long before the clock's.</summary>
    private static Dataset Read()
    {
        var world = World.MadeUp(1, users: 5);
        world.Contacts.Clear();
        world.Contacts.Add(new World.Told(0, World.Start.AddDays(100), AgentAction.RecommendProduct, false));
        world.Contacts.Add(new World.Told(0, World.Start.AddDays(106), AgentAction.SendMessage, false));
        return world.Read();
    }

    private static ValueTask<ContactFacts> FactsAsync(IDecisionLog log, RailOptions options) =>
        PastContacts.FactsOfAsync(Dataset, First, log, options, World.AsOf(World.Start.AddDays(105)), Sample.Now, Token);

    private static async Task DecideAsync(IDecisionLog log, AgentAction? action, TimeSpan ago, UserId? user = null, string? dataset = null)
    {
        var decision = Sample.Decision(user ?? First, dataset: dataset ?? Dataset.Version);
        await log.AppendAsync(decision with { At = Sample.Now - ago, Choice = decision.Choice with { Action = action } }, Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Contacts_OfDataAndLog_AreCounted(bool inMemory)
    {
        await using var sqlite = _file.Open();
        IDecisionLog log = inMemory ? new MemoryDecisionLog(Guid.Empty) : sqlite;
        await DecideAsync(log, AgentAction.OfferDiscount, TimeSpan.FromDays(2));
        await DecideAsync(log, AgentAction.OfferDiscount, TimeSpan.FromHours(1), user: Dataset.Users.IdOf(1));
        await DecideAsync(log, AgentAction.OfferDiscount, TimeSpan.FromHours(1), dataset: "other data");
        await DecideAsync(log, null, TimeSpan.FromHours(1));
        await DecideAsync(log, AgentAction.SendMessage, TimeSpan.FromDays(9));

        var facts = await FactsAsync(log, new RailOptions { MaxContacts = 1, DiscountsPerDay = 1 });

        Assert.Equal(2, facts.Contacts);
        Assert.Equal(1, facts.DiscountsToday);
        Assert.Equal((Sample.Now.AddDays(-2), Sample.Now.AddDays(-5), Sample.Now.AddDays(-9)), (facts.LastDiscount, facts.LastProduct, facts.LastMessage));
    }

    [Fact]
    public async Task Discounts_CountFromMidnightOn()
    {
        var log = new MemoryDecisionLog(Guid.Empty);
        await DecideAsync(log, AgentAction.OfferDiscount, Sample.Now.TimeOfDay);
        await DecideAsync(log, AgentAction.OfferDiscount, Sample.Now.TimeOfDay + TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, (await FactsAsync(log, new RailOptions { DiscountsPerDay = 5 })).DiscountsToday);
    }

    [Fact]
    public async Task NoRailLooks_NothingIsGathered_ButTheOptOut()
    {
        var log = new MemoryDecisionLog(Guid.Empty);
        await DecideAsync(log, AgentAction.OfferDiscount, TimeSpan.FromDays(2));
        Assert.Same(ContactFacts.None, await FactsAsync(log, new RailOptions()));

        await log.SetOptOutAsync(Dataset.Name, First, isOut: true, Token);
        Assert.Equal(new ContactFacts(HasOptedOut: true), await FactsAsync(log, new RailOptions()));
        Assert.True((await FactsAsync(log, new RailOptions { MaxContacts = 1 })).HasOptedOut);

        await log.SetOptOutAsync(Dataset.Name, First, isOut: false, Token);
        Assert.Same(ContactFacts.None, await FactsAsync(log, new RailOptions()));
    }

    [Fact]
    public async Task OptOut_IsKept_ForThatUserAndData()
    {
        await using (var log = _file.Open())
        {
            await log.SetOptOutAsync("shop", First, isOut: true, Token);
            await log.SetOptOutAsync("shop", First, isOut: true, Token);
            await log.SetOptOutAsync("shop", 7, isOut: true, Token);
            await log.SetOptOutAsync("shop", 7, isOut: false, Token);
        }

        await using var again = _file.Open();

        Assert.Equal((true, false, false), (again.HasOptedOut("shop", First), again.HasOptedOut("shop", 7), again.HasOptedOut("other", First)));
    }
}
