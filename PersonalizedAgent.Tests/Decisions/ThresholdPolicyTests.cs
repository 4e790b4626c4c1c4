using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions;

public sealed class ThresholdPolicyTests
{
    private static PolicyChoice Choose(double score, double threshold = 0.7, AgentAction recommended = AgentAction.RecommendProduct) =>
        new ThresholdPolicy().Choose(Sample.User, Sample.Prediction(score, recommended), new AgentOptions { EngagementThreshold = threshold });

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
}
