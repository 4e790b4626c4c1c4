using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;

namespace PersonalizedAgent.Tests.Kumo;

public sealed class ActionRulesTests
{
    [Theory]
    [InlineData(null, 3, null, AgentAction.OfferDiscount, "first purchase")]
    [InlineData(0, 3, null, AgentAction.OfferDiscount, "first purchase")]
    [InlineData(0, null, null, AgentAction.OfferDiscount, "first purchase")]
    [InlineData(1, null, null, AgentAction.SendMessage, "unknown")]
    [InlineData(1, 0, null, AgentAction.SendMessage, "just here")]
    [InlineData(1, 6, null, AgentAction.SendMessage, "just here")]
    [InlineData(1, 7, null, AgentAction.SendMessage, "just here")]
    [InlineData(9, 7, 1.0, AgentAction.SendMessage, "just here")]
    [InlineData(1, 8, null, AgentAction.RecommendProduct, "regular")]
    [InlineData(1, 60, null, AgentAction.RecommendProduct, "regular")]
    [InlineData(1, 61, null, AgentAction.OfferDiscount, "lapsed")]
    [InlineData(5, 61, 30.0, AgentAction.OfferDiscount, "lapsed")]
    [InlineData(5, 61, 30.5, AgentAction.RecommendProduct, "regular")]
    [InlineData(5, 100, 50.0, AgentAction.RecommendProduct, "regular")]
    [InlineData(5, 101, 50.0, AgentAction.OfferDiscount, "lapsed")]
    [InlineData(5, 60, 10.0, AgentAction.RecommendProduct, "regular")]
    public void Choose_AroundEachBound_NamesItsRule(int? purchases, int? daysSince, double? gapDays, AgentAction expected, string rule)
    {
        var (action, words) = ActionRules.Choose(purchases, daysSince, gapDays);

        Assert.Equal(expected, action);
        Assert.StartsWith($"rule “{rule}”: ", words, StringComparison.Ordinal);
    }
}
