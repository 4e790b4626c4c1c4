using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Decisions;

public sealed class WhatWouldChangeTests
{
    private static readonly int[] Days = [0, 7, 14, 30];

    private static string? Describe(double score, double[] without, double[] with, double threshold = 0.7) => WhatWouldChange.Describe(
        Sample.Prediction(score, AgentAction.OfferDiscount) with { Outlook = new ScoreOutlook(Days, without, with) },
        new AgentOptions { EngagementThreshold = threshold });

    [Fact]
    public void Describe_NoOutlook_SaysNothing() => Assert.Null(WhatWouldChange.Describe(Sample.Prediction(), new AgentOptions()));

    [Fact]
    public void Describe_Below_OneMoreOrder_SaysUntilWhen() => Assert.Equal(
        "above 0.70 with one more order within 14 days",
        Describe(0.5, [0.5, 0.4, 0.3, 0.2], [0.9, 0.8, 0.71, 0.70]));

    [Fact]
    public void Describe_Below_OneMoreOrderTodayAlone_SaysToday() => Assert.Equal(
        "above 0.70 with one more order today",
        Describe(0.5, [0.5, 0.4, 0.3, 0.2], [0.701, 0.70, 0.9, 0.9]));

    [Fact]
    public void Describe_Below_ByItself_SaysWhen() => Assert.Equal(
        "above 0.70 in 14 days by itself",
        Describe(0.5, [0.5, 0.70, 0.701, 0.2], [0.7, 0.9, 0.9, 0.9]));

    [Fact]
    public void Describe_Below_NothingHelps_SaysHowFarItWouldCome_NeverRoundedUpToTheThreshold() => Assert.Equal(
        "not above 0.70 even with one more order, which would bring 0.69 at most",
        Describe(0.5, [0.5, 0.4, 0.3, 0.2], [0.6, 0.699, 0.5, 0.4]));

    [Theory]
    [InlineData(0.7, "not above 0.70 any more after 7 days without an order; then send_message")]
    [InlineData(0.701, "not above 0.70 any more after 14 days without an order; then send_message")]
    public void Describe_Above_SaysWhenItEnds(double after7, string expected) => Assert.Equal(expected, Describe(0.9, [0.9, after7, 0.6, 0.8], [0.9, 0.9, 0.9, 0.9]));

    [Fact]
    public void Describe_AboveForGood_SaysForHowLongThatIsKnown() => Assert.Equal(
        "above 0.70 for 30 days even without an order",
        Describe(0.9, [0.9, 0.8, 0.75, 0.71], [0.9, 0.9, 0.9, 0.9]));

    [Fact]
    public void Describe_AtTheThreshold_IsNotAbove() => Assert.StartsWith("above 0.70 with one more order within 30 days", Describe(0.7, [0.7, 0.7, 0.7, 0.7], [0.8, 0.8, 0.8, 0.8]), StringComparison.Ordinal);
}
