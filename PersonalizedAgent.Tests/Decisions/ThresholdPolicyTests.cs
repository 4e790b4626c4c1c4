using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions;

public sealed class ThresholdPolicyTests
{
    private static PolicyChoice Choose(double score, double threshold = 0.7, AgentAction recommended = AgentAction.RecommendProduct) =>
        new ThresholdPolicy().Choose(PolicyInput.Of(Sample.User, Sample.Prediction(score, recommended), new AgentOptions { EngagementThreshold = threshold }));

    [Theory]
    [InlineData(0.69, AgentAction.SendMessage)]
    [InlineData(0.7, AgentAction.SendMessage)]
    [InlineData(0.71, AgentAction.RecommendProduct)]
    public void Choose_ScoreMustExceedTheThreshold(double score, AgentAction expected) => Assert.Equal(expected, Choose(score).Action);

    [Fact]
    public void Choose_SmallestScoreAboveTheThreshold_TakesTheRecommendedAction() =>
        Assert.Equal(AgentAction.OfferDiscount, Choose(double.BitIncrement(0.7), recommended: AgentAction.OfferDiscount).Action);

    [Theory]
    [InlineData(0, 0, AgentAction.SendMessage)]
    [InlineData(0.01, 0, AgentAction.OfferDiscount)]
    [InlineData(1, 1, AgentAction.SendMessage)]
    [InlineData(1, 0.99, AgentAction.OfferDiscount)]
    public void Choose_ThresholdAtItsBounds_Holds(double score, double threshold, AgentAction expected) =>
        Assert.Equal(expected, Choose(score, threshold, AgentAction.OfferDiscount).Action);

    [Theory]
    [InlineData(0.82, 0.7, "0.82 is above the threshold 0.70: recommend_product")]
    [InlineData(0.45, 0.7, "0.45 is not above the threshold 0.70: send_message")]
    [InlineData(0.7, 0.7, "0.70 is not above the threshold 0.70: send_message")]
    [InlineData(1, 0.755, "1.00 is above the threshold 0.755: recommend_product")]
    [InlineData(0.704, 0.7, "0.704 is above the threshold 0.70: recommend_product")]
    [InlineData(0.7549, 0.755, "0.75 is not above the threshold 0.755: send_message")]
    [InlineData(0.6961, 0.7, "0.70 is not above the threshold 0.70: send_message")]
    public void Choose_Reason_SaysWhyInNumbersThatAgree(double score, double threshold, string expected) => Assert.Equal(expected, Choose(score, threshold).Reason);

    [Fact]
    public void Choose_HasNoChance() => Assert.Equal(1, Choose(0.82).Propensity);

    [Theory]
    [InlineData(0.82, "send_message,offer_discount", "0.82 is above the threshold 0.70: send_message instead of recommend_product, which is not allowed")]
    [InlineData(0.82, "offer_discount", "0.82 is above the threshold 0.70: offer_discount instead of recommend_product, which is not allowed")]
    [InlineData(0.45, "recommend_product", "0.45 is not above the threshold 0.70: recommend_product instead of send_message, which is not allowed")]
    public void Choose_WantedActionNotAllowed_TakesAnotherAndSaysSo(double score, string allowed, string expected)
    {
        AgentAction[] actions = [.. AgentActions.All.Where(action => allowed.Contains(action.WireName(), StringComparison.Ordinal))];

        var choice = new ThresholdPolicy().Choose(PolicyInput.Of(Sample.User, Sample.Prediction(score), new AgentOptions()) with { Allowed = actions });

        Assert.Equal(expected, choice.Reason);
        Assert.Equal(actions, choice.Candidates.Select(candidate => candidate.Action));
        Assert.Equal(choice.Action, Assert.Single(choice.Candidates, candidate => candidate.Probability == 1).Action);
    }

    [Theory]
    [InlineData(0.1, 0.2, AgentAction.RecommendProduct)]
    [InlineData(0.2, 0.2, AgentAction.OfferDiscount)]
    [InlineData(0.3, 0.2, AgentAction.OfferDiscount)]
    public void Choose_NeitherWantedNorMessageAllowed_TakesTheLikeliestResponse(double discount, double product, AgentAction expected)
    {
        var prediction = Sample.Prediction(0.4) with { ActionScores = [new(AgentAction.OfferDiscount, new(discount)), new(AgentAction.RecommendProduct, new(product))] };

        var choice = new ThresholdPolicy().Choose(PolicyInput.Of(Sample.User, prediction, new AgentOptions()) with { Allowed = [AgentAction.OfferDiscount, AgentAction.RecommendProduct] });

        Assert.Equal(expected, choice.Action);
    }
}
