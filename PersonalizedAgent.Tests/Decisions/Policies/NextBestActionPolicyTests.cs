using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Policies;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Policies;

public sealed class NextBestActionPolicyTests
{
    private static readonly NextBestActionPolicy Policy = new();

    private static PolicyInput Input(params (AgentAction Action, double Probability)[] scores) => PolicyInput.Of(
        Sample.User,
        Sample.Prediction(0.82) with { ActionScores = [.. scores.Select(score => new PersonalizedAgent.Core.Kumo.ActionScore(score.Action, new(score.Probability)))] },
        new AgentOptions());

    private static PolicyInput Input(double discount, double product, double message) =>
        Input((AgentAction.OfferDiscount, discount), (AgentAction.RecommendProduct, product), (AgentAction.SendMessage, message));

    [Fact]
    public void Choose_GreatestWorth_WinsThoughAnotherIsLikelier()
    {
        var choice = Policy.Choose(Input(0.40, 0.30, 0.10));

        Assert.Equal((AgentAction.RecommendProduct, 1), (choice.Action, choice.Propensity));
        Assert.Equal("worth most: recommend_product 12.00 × 0.300 − 0.10 = 3.50, before offer_discount 8.00 × 0.400 − 0.20 = 3.00, send_message 12.00 × 0.100 − 0.10 = 1.10", choice.Reason);
        Assert.Equal(AgentActions.All, choice.Candidates.Select(candidate => candidate.Action));
        Assert.Equal([0, 1, 0], choice.Candidates.Select(candidate => candidate.Probability));
        Assert.Equal([3.0, 3.5, 1.1], choice.Candidates.Select(candidate => Math.Round(candidate.Value!.Value, 9)));
    }

    [Theory]
    [InlineData(-0.001, AgentAction.RecommendProduct)]
    [InlineData(0, AgentAction.OfferDiscount)]
    [InlineData(0.001, AgentAction.OfferDiscount)]
    public void Choose_Ties_GoToTheFirstOfAll(double more, AgentAction expected)
    {
        var input = Input(0.25 + more, 0.25, 0.25);
        foreach (var action in AgentActions.All)
            (input.Options.Values.Of(action).Value, input.Options.Values.Of(action).Cost) = (10, 1);

        Assert.Equal(expected, Policy.Choose(input).Action);
    }

    [Fact]
    public void Choose_CostsCount()
    {
        var input = Input(0.1, 0.5, 0.5);
        input.Options.Values.RecommendProduct.Cost = 0.11;

        Assert.Equal(AgentAction.SendMessage, Policy.Choose(input).Action);
    }

    [Fact]
    public void Choose_AllCostMoreThanTheyBring_TakesTheLeastBad()
    {
        var choice = Policy.Choose(Input(0.01, 0, 0));

        Assert.Equal(AgentAction.RecommendProduct, choice.Action);
        Assert.StartsWith("worth most: recommend_product 12.00 × 0.000 − 0.10 = -0.10", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_AmongTheAllowedAlone()
    {
        var choice = Policy.Choose(Input(0.2, 0.9, 0.1) with { Allowed = [AgentAction.OfferDiscount, AgentAction.SendMessage] });

        Assert.Equal(AgentAction.OfferDiscount, choice.Action);
        Assert.Equal([AgentAction.OfferDiscount, AgentAction.SendMessage], choice.Candidates.Select(candidate => candidate.Action));
        Assert.DoesNotContain("recommend_product", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_OneProbabilityUnknown_WeighsTheOthersAndSaysSo()
    {
        var choice = Policy.Choose(Input((AgentAction.OfferDiscount, 0.2), (AgentAction.SendMessage, 0.3)));

        Assert.Equal(AgentAction.SendMessage, choice.Action);
        Assert.EndsWith("; nothing is known of recommend_product", choice.Reason, StringComparison.Ordinal);
        Assert.Equal(new Candidate(AgentAction.RecommendProduct, 0), choice.Candidates[1]);
    }

    [Fact]
    public void Choose_NoProbabilities_FollowsTheThresholdAndSaysSo()
    {
        var choice = Policy.Choose(Input());

        Assert.Equal(AgentAction.RecommendProduct, choice.Action);
        Assert.Equal("no probabilities of a response, so by the threshold: 0.82 is above the threshold 0.70: recommend_product", choice.Reason);
        Assert.Equal(AgentAction.SendMessage, Policy.Choose(Input((AgentAction.OfferDiscount, 0.9)) with { Allowed = [AgentAction.SendMessage] }).Action);
    }
}
