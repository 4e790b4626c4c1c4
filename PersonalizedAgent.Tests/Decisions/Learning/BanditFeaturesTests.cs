using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions.Learning;

public sealed class BanditFeaturesTests
{
    private static readonly DateOnly Wednesday = new(2025, 8, 13);

    [Fact]
    public void Of_Input_IsWhatTheSummarySays()
    {
        var prediction = Sample.Prediction(0.82) with { Task = "PREDICT", ActionScores = [new(AgentAction.OfferDiscount, new(0.3))] };
        var input = PolicyInput.Of(Sample.User, prediction, new AgentOptions());

        Assert.Equal(["constant", "engagement", "response", "unknown response", "recency", "purchases", "weekend"], BanditFeatures.Names);
        Assert.Equal([1, 0.32, 0.3, 0, Math.Log(3) / Math.Log(366), Math.Log(6) / Math.Log(101), 0], BanditFeatures.Of(input, AgentAction.OfferDiscount).Values, Within);
        Assert.Equal([1, 0.32, 0, 1, Math.Log(3) / Math.Log(366), Math.Log(6) / Math.Log(101), 0], BanditFeatures.Of(input, AgentAction.SendMessage).Values, Within);
        Assert.Equal(0, BanditFeatures.Of(input with { Prediction = prediction with { Task = null } }, AgentAction.SendMessage).Values[1]);
        Assert.Equal(1, BanditFeatures.Of(input with { At = Sample.Now.AddDays(3) }, AgentAction.SendMessage).Values[6]);
    }

    [Fact]
    public void Of_NothingKnown_HasItsStatedValues() => Assert.Equal([1, 0, 0, 1, 1, 0, 0], BanditFeatures.Of(null, null, null, null, Wednesday).Values);

    [Fact]
    public void Of_OutOfRange_CountsAsTheNearest()
    {
        Assert.Equal([1, 0.5, 1, 0, 1, 1, 0], BanditFeatures.Of(7, 7, int.MaxValue, int.MaxValue, Wednesday).Values);
        Assert.Equal([1, -0.5, 0, 0, 0, 0, 0], BanditFeatures.Of(-7, -7, -1, int.MinValue, Wednesday).Values);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 0)]
    public void Of_Day_TellsTheWeekend(int days, double expected) => Assert.Equal(expected, BanditFeatures.Of(null, null, null, null, Wednesday.AddDays(days)).Values[6]);

    private static bool Within(double a, double b) => Math.Abs(a - b) < 1e-12;
}
