using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Learning;

public sealed class LearningPolicyTests
{
    private static readonly BanditState State = BanditState.Initial(new LearningOptions { PriorDeviation = 0.05 });
    private static readonly LearningPolicy Policy = new(State);

    private static PolicyInput Input(double discount = 0.35, double product = 0.40, double message = 0.30, double draw = 0)
    {
        var prediction = Sample.Prediction(0.82) with { ActionScores = [new(AgentAction.OfferDiscount, new(discount)), new(AgentAction.RecommendProduct, new(product)), new(AgentAction.SendMessage, new(message))] };
        return PolicyInput.Of(Sample.User, prediction, new AgentOptions()) with { Draw = draw };
    }

    private static PolicyInput Unbounded(PolicyInput input) => input with { Options = new AgentOptions { Learning = new() { MaxExploration = 1 } } };

    [Fact]
    public void Version_IsThatOfTheState() => Assert.Equal(("learning", State.Version), (Policy.Name, Policy.Version));

    [Fact]
    public void Choose_Candidates_SumToOneAndKeepTheBound()
    {
        var choice = Policy.Choose(Input());

        Assert.Equal(AgentActions.All, choice.Candidates.Select(candidate => candidate.Action));
        Assert.Equal(1, choice.Candidates.Sum(candidate => candidate.Probability), 1e-12);
        Assert.Equal(0.8, choice.Candidates[1].Probability, 1e-12);
        Assert.Equal([0.35, 0.40, 0.30], choice.Candidates.Select(candidate => Math.Round(candidate.Value!.Value, 12)));
        Assert.Equal(choice.Propensity, choice.Candidates.Single(candidate => candidate.Action == choice.Action).Probability);
    }

    [Fact]
    public void Choose_BoundOfOne_IsThompsonSampling()
    {
        var input = Unbounded(Input());

        Assert.Equal(ThompsonSampling.Propensities(State.Believe(input, AgentActions.All)), Policy.Choose(input).Candidates.Select(candidate => candidate.Probability), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Choose_Draw_FallsIntoThePartOfAnAction()
    {
        var shares = Policy.Choose(Input()).Candidates.Select(candidate => candidate.Probability).ToArray();
        var (first, second) = (shares[0], shares[0] + shares[1]);

        Assert.Equal(AgentAction.OfferDiscount, Policy.Choose(Input(draw: 0)).Action);
        Assert.Equal(AgentAction.OfferDiscount, Policy.Choose(Input(draw: Math.BitDecrement(first))).Action);
        Assert.Equal(AgentAction.RecommendProduct, Policy.Choose(Input(draw: first)).Action);
        Assert.Equal(AgentAction.RecommendProduct, Policy.Choose(Input(draw: Math.BitDecrement(second))).Action);
        Assert.Equal(AgentAction.SendMessage, Policy.Choose(Input(draw: second)).Action);
        Assert.True(Policy.Choose(Input(draw: Math.BitDecrement(1.0))).Propensity > 0);
    }

    [Fact]
    public void Choose_NoExploration_IsGreedyAndTiesGoToTheFirst()
    {
        for (var draw = 0.0; draw < 1; draw += 0.1)
        {
            var options = new AgentOptions { Learning = new() { MaxExploration = 0 } };
            Assert.Equal((AgentAction.RecommendProduct, 1), (Policy.Choose(Input(draw: draw) with { Options = options }) is var choice ? choice.Action : null, choice.Propensity));
            Assert.Equal(AgentAction.OfferDiscount, Policy.Choose(Input(0.4, 0.4, 0.4, draw) with { Options = options }).Action);
        }
    }

    [Fact]
    public void Choose_AmongTheAllowedAlone()
    {
        AgentAction[] allowed = [AgentAction.OfferDiscount, AgentAction.SendMessage];

        var choice = Policy.Choose(Input(draw: 0.5) with { Allowed = allowed });
        var alone = Policy.Choose(Input(draw: 0.999) with { Allowed = [AgentAction.SendMessage] });

        Assert.Equal(allowed, choice.Candidates.Select(candidate => candidate.Action));
        Assert.Equal(AgentAction.OfferDiscount, choice.Action);
        Assert.Equal((AgentAction.SendMessage, 1), (alone.Action, alone.Propensity));
        Assert.DoesNotContain("else", alone.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_Reason_SaysWhatIsBelievedAndHowLikely()
    {
        Assert.Matches(@"^greatest expected reward: recommend_product 0\.40 ± 0\.\d\d; else offer_discount 0\.35 ± 0\.\d\d, send_message 0\.30 ± 0\.\d\d; taken with probability 0\.800$", Policy.Choose(Input(draw: 0.5)).Reason);
        Assert.Matches(@"^explored, expected reward: offer_discount 0\.35 ± 0\.\d\d; else recommend_product 0\.40 ± 0\.\d\d, send_message 0\.30 ± 0\.\d\d; taken with probability 0\.1\d\d$", Policy.Choose(Input(draw: 0)).Reason);
    }

    [Fact]
    public void Choose_Rewards_MoveTheChoice()
    {
        var (state, input) = (State, Input(draw: 0.5));
        for (var i = 0; i < 300; i++)
            state = state.Learn(BanditFeatures.Of(input, AgentAction.SendMessage), AgentAction.SendMessage, i % 4 == 0 ? 0 : 1);

        Assert.Equal(AgentAction.RecommendProduct, Policy.Choose(input).Action);
        Assert.Equal(AgentAction.SendMessage, new LearningPolicy(state).Choose(input with { Draw = 0.9 }).Action);
    }

    [Fact]
    public void Choose_EqualInput_GivesEqualChoice()
    {
        var (one, other) = (Policy.Choose(Input(draw: 0.3)), new LearningPolicy(BanditState.Initial(new LearningOptions { PriorDeviation = 0.05 })).Choose(Input(draw: 0.3)));

        Assert.Equal(one with { Candidates = other.Candidates }, other);
        Assert.Equal(one.Candidates, other.Candidates);
    }
}
