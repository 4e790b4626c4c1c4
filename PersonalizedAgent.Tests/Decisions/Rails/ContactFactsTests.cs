using System.Text.Json;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions.Rails;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Rails;

public sealed class ContactFactsTests
{
    private static readonly DateTimeOffset At = Sample.Now;

    [Fact]
    public void Of_Contacts_CountsTheLastDaysAndKeepsTheLastOfEachAction()
    {
        var week = TimeSpan.FromDays(7);
        (DateTimeOffset, AgentAction)[] contacts =
        [
            (At - week - TimeSpan.FromTicks(1), AgentAction.SendMessage),
            (At - week, AgentAction.OfferDiscount),
            (At, AgentAction.SendMessage),
            (At - week + TimeSpan.FromTicks(1), AgentAction.SendMessage),
            (At + TimeSpan.FromTicks(1), AgentAction.RecommendProduct),
        ];

        var facts = ContactFacts.Of(contacts, hasOptedOut: true, discountsToday: 5, contactDays: 7, At);

        Assert.Equal(new ContactFacts(true, 2, At - week, null, At, 5), facts);
        Assert.Equal(facts, ContactFacts.Of(contacts.Reverse(), true, 5, 7, At));
    }

    [Fact]
    public void LastOf_Action_IsItsTime()
    {
        var facts = new ContactFacts(LastDiscount: At, LastProduct: At.AddDays(1), LastMessage: At.AddDays(2));

        Assert.Equal([At, At.AddDays(1), At.AddDays(2)], AgentActions.All.Select(facts.LastOf));
        Assert.Throws<ArgumentOutOfRangeException>(() => facts.LastOf((AgentAction)3));
    }

    [Fact]
    public void Json_ThereAndBack_IsTheSame()
    {
        var facts = new ContactFacts(true, 3, At, null, At.AddDays(-1), 7);

        Assert.Equal(facts, JsonSerializer.Deserialize<ContactFacts>(JsonSerializer.Serialize(facts)));
    }
}
