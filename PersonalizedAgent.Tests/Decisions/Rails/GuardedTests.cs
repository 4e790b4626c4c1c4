using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Rails;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Rails;

public sealed class GuardedTests
{
    private static readonly RemovedAction NoDiscount = new(AgentAction.OfferDiscount, "discount not above a score of 0.80: 0.82");

    private static PolicyChoice Choose(RailVerdict verdict) =>
        Guarded.Choose(new ThresholdPolicy(), PolicyInput.Of(Sample.User, Sample.Prediction(0.82, AgentAction.OfferDiscount), new AgentOptions()), verdict);

    [Fact]
    public void Choose_NothingRemoved_IsThePolicysChoice()
    {
        var expected = new ThresholdPolicy().Choose(PolicyInput.Of(Sample.User, Sample.Prediction(0.82, AgentAction.OfferDiscount), new AgentOptions()));

        var choice = Choose(RailVerdict.AllAllowed);

        Assert.Equal(expected with { Candidates = choice.Candidates }, choice);
        Assert.Equal(expected.Candidates, choice.Candidates);
    }

    [Fact]
    public void Choose_WantedActionRemoved_TakesAnotherAndSaysWhatWasRemoved()
    {
        var choice = Choose(new([AgentAction.RecommendProduct, AgentAction.SendMessage], [NoDiscount], null));

        Assert.Equal((AgentAction.SendMessage, 1), (choice.Action, choice.Propensity));
        Assert.Equal("0.82 is above the threshold 0.70: send_message instead of offer_discount, which is not allowed; offer_discount left out (discount not above a score of 0.80: 0.82)", choice.Reason);
        Assert.Equal(
            [new(AgentAction.OfferDiscount, 0, null, NoDiscount.Reason), new(AgentAction.RecommendProduct, 0), new(AgentAction.SendMessage, 1)], choice.Candidates);
    }

    [Fact]
    public void Choose_NothingLeft_SendsAMessage()
    {
        var choice = Choose(new([], [.. AgentActions.All.Select(action => new RemovedAction(action, $"reason {(int)action}"))], null));

        Assert.Equal((AgentAction.SendMessage, 1), (choice.Action, choice.Propensity));
        Assert.Equal("nothing is allowed: send_message; offer_discount left out (reason 0); recommend_product left out (reason 1); send_message left out (reason 2)", choice.Reason);
        Assert.Equal([new(AgentAction.OfferDiscount, 0, null, "reason 0"), new(AgentAction.RecommendProduct, 0, null, "reason 1"), new(AgentAction.SendMessage, 1, null, "reason 2")], choice.Candidates);
    }

    [Fact]
    public void Choose_ContactNotAllowed_DoesNothing()
    {
        var choice = Choose(new([], [NoDiscount], "opted out"));

        Assert.Equal((null, 1, "none"), (choice.Action, choice.Propensity, choice.ActionName));
        Assert.Equal("no contact (opted out)", choice.Reason);
        Assert.Equal(AgentActions.All.Select(action => new Candidate(action, 0, null, "opted out")), choice.Candidates);
    }
}
