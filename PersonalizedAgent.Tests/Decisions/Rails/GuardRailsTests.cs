using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions.Rails;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Rails;

public sealed class GuardRailsTests
{
    private static readonly DateTimeOffset At = Sample.Now;

    private static RailVerdict Apply(RailOptions? options = null, ContactFacts? facts = null, double score = 0.5, DateTimeOffset? at = null) =>
        GuardRails.Apply(new Score(score), facts ?? ContactFacts.None, options ?? new RailOptions(), at ?? At);

    /// <summary>The one reason against an action; <see langword="null"/> where it is allowed and all others are.</summary>
    private static string? OnlyReason(RailVerdict verdict, AgentAction action)
    {
        Assert.Null(verdict.NoContact);
        Assert.Equal(AgentActions.All.Where(other => verdict.WhyNot(other) is null), verdict.Allowed);
        Assert.All(AgentActions.All.Where(other => other != action), other => Assert.Null(verdict.WhyNot(other)));
        return verdict.WhyNot(action);
    }

    [Fact]
    public void Apply_NothingSet_AllowsAllHoweverOftenContacted()
    {
        var verdict = Apply(facts: new ContactFacts(false, 1000, At, At, At, int.MaxValue), score: 1);

        Assert.Equal(AgentActions.All, verdict.Allowed);
        Assert.Empty(verdict.Removed);
        Assert.Null(verdict.NoContact);
    }

    [Fact]
    public void Apply_OptedOut_IsAlwaysInForce()
    {
        var verdict = Apply(facts: new ContactFacts(HasOptedOut: true));

        Assert.Empty(verdict.Allowed);
        Assert.Equal("opted out", verdict.NoContact);
        Assert.All(AgentActions.All, action => Assert.Equal("opted out", verdict.WhyNot(action)));
    }

    [Theory]
    [InlineData(0.89, null)]
    [InlineData(0.9, null)]
    [InlineData(0.93, "discount not above a score of 0.90: 0.93")]
    [InlineData(0.904, "discount not above a score of 0.90: 0.904")]
    [InlineData(0.8999, null)]
    [InlineData(1, "discount not above a score of 0.90: 1.00")]
    public void Apply_MaxDiscountScore_MustNotBeExceeded(double score, string? expected) =>
        Assert.Equal(expected, OnlyReason(Apply(new RailOptions { MaxDiscountScore = 0.9 }, score: score), AgentAction.OfferDiscount));

    [Fact]
    public void Apply_SmallestScoreAboveMaxDiscountScore_RemovesTheDiscount() =>
        Assert.Equal("discount not above a score of 0.90: 0.9000000000000001", OnlyReason(Apply(new RailOptions { MaxDiscountScore = 0.9 }, score: double.BitIncrement(0.9)), AgentAction.OfferDiscount));

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, "at most 3 contacts in 7 days: 3")]
    [InlineData(4, "at most 3 contacts in 7 days: 4")]
    public void Apply_MaxContacts_AllowsSoManyAndNoMore(int contacts, string? expected)
    {
        var verdict = Apply(new RailOptions { MaxContacts = 3 }, new ContactFacts(Contacts: contacts));

        Assert.Equal(expected, verdict.NoContact);
        Assert.Equal(expected is null ? AgentActions.All : [], verdict.Allowed);
    }

    [Theory]
    [InlineData("21:00", "08:00", "20:59:59.9999999", false)]
    [InlineData("21:00", "08:00", "21:00", true)]
    [InlineData("21:00", "08:00", "21:00:00.0000001", true)]
    [InlineData("21:00", "08:00", "23:59:59.9999999", true)]
    [InlineData("21:00", "08:00", "00:00", true)]
    [InlineData("21:00", "08:00", "07:59:59.9999999", true)]
    [InlineData("21:00", "08:00", "08:00", false)]
    [InlineData("12:00", "14:00", "11:59:59.9999999", false)]
    [InlineData("12:00", "14:00", "12:00", true)]
    [InlineData("12:00", "14:00", "13:59:59.9999999", true)]
    [InlineData("12:00", "14:00", "14:00", false)]
    [InlineData("00:00", "06:00", "00:00", true)]
    [InlineData("00:00", "06:00", "23:59:59.9999999", false)]
    [InlineData("22:00", "00:00", "22:00", true)]
    [InlineData("22:00", "00:00", "00:00", false)]
    public void Apply_QuietHours_BeginWithTheFirstAndEndBeforeTheLast(string from, string to, string time, bool isQuiet)
    {
        var at = new DateTimeOffset(new DateOnly(2025, 8, 13).ToDateTime(TimeOnly.Parse(time)), TimeSpan.Zero);

        var verdict = Apply(new RailOptions { QuietFrom = TimeOnly.Parse(from), QuietTo = TimeOnly.Parse(to) }, at: at);

        Assert.Equal(isQuiet ? $"quiet hours {from} to {to}: {time[..5]}" : null, verdict.NoContact);
    }

    [Theory]
    [InlineData(0, "22:00", true)]
    [InlineData(-2, "20:00", false)]
    [InlineData(10, "08:00", false)]
    public void Apply_QuietHours_AreInTheTimeZoneOfTheDecision(int offset, string local, bool isQuiet)
    {
        var at = new DateTimeOffset(2025, 8, 13, 22, 0, 0, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(offset));

        var verdict = Apply(new RailOptions { QuietFrom = new(21, 0), QuietTo = new(8, 0) }, at: at);

        Assert.Equal(local, $"{at:HH:mm}");
        Assert.Equal(isQuiet, verdict.NoContact is not null);
    }

    [Theory]
    [InlineData(AgentAction.OfferDiscount)]
    [InlineData(AgentAction.RecommendProduct)]
    [InlineData(AgentAction.SendMessage)]
    public void Apply_CoolDown_LastsSoManyDaysForThatActionAlone(AgentAction action)
    {
        Assert.Equal("not twice in 7 days: last 6.9 days ago", ReasonAfter(TimeSpan.FromDays(7) - TimeSpan.FromTicks(1)));
        Assert.Null(ReasonAfter(TimeSpan.FromDays(7)));
        Assert.Null(ReasonAfter(TimeSpan.FromDays(7) + TimeSpan.FromTicks(1)));
        Assert.Equal("not twice in 7 days: last 0.0 days ago", ReasonAfter(TimeSpan.FromHours(-1)));

        string? ReasonAfter(TimeSpan ago)
        {
            DateTimeOffset? LastOf(AgentAction other) => other == action ? At - ago : At - TimeSpan.FromDays(30);
            var facts = new ContactFacts(LastDiscount: LastOf(AgentAction.OfferDiscount), LastProduct: LastOf(AgentAction.RecommendProduct), LastMessage: LastOf(AgentAction.SendMessage));
            return OnlyReason(Apply(new RailOptions { CoolDownDays = new() { OfferDiscount = 7, RecommendProduct = 7, SendMessage = 7 } }, facts), action);
        }
    }

    [Fact]
    public void Apply_CoolDown_NeverTaken_Allows() =>
        Assert.Equal(AgentActions.All, Apply(new RailOptions { CoolDownDays = new() { OfferDiscount = 365, RecommendProduct = 365, SendMessage = 365 } }).Allowed);

    [Theory]
    [InlineData(99, null)]
    [InlineData(100, "at most 100 discounts a day: 100")]
    [InlineData(101, "at most 100 discounts a day: 101")]
    public void Apply_DiscountsPerDay_AreABudget(int today, string? expected) =>
        Assert.Equal(expected, OnlyReason(Apply(new RailOptions { DiscountsPerDay = 100 }, new ContactFacts(DiscountsToday: today)), AgentAction.OfferDiscount));

    [Fact]
    public void Apply_DiscountsPerDayZero_AllowsNone() =>
        Assert.Equal("at most 0 discounts a day: 0", OnlyReason(Apply(new RailOptions { DiscountsPerDay = 0 }), AgentAction.OfferDiscount));

    [Fact]
    public void Apply_SeveralRails_NamesThemAll()
    {
        var options = new RailOptions { MaxDiscountScore = 0.9, DiscountsPerDay = 1, MaxContacts = 1, ContactDays = 1, QuietFrom = new(10, 0), QuietTo = new(11, 0), CoolDownDays = new() { OfferDiscount = 1, SendMessage = 2 } };

        var verdict = Apply(options, new ContactFacts(true, 2, At, null, At.AddDays(-1), 1), 0.95);

        Assert.Equal("opted out, quiet hours 10:00 to 11:00: 10:42, at most 1 contact in 1 day: 2", verdict.NoContact);
        Assert.Equal(
        [
            new(AgentAction.OfferDiscount, "discount not above a score of 0.90: 0.95, at most 1 discount a day: 1, not twice in 1 day: last 0.0 days ago"),
            new(AgentAction.SendMessage, "not twice in 2 days: last 1.0 days ago"),
        ], verdict.Removed);
    }
}
