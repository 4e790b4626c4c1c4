using PersonalizedAgent.Core.Evaluation;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    private const double Out = double.NegativeInfinity;

    [Theory]
    [InlineData(new[] { 3.0, 9, 5 }, 1, 0)]
    [InlineData(new[] { 3.0, 9, 5 }, 2, 1)]
    [InlineData(new[] { 3.0, 9, 5 }, 0, 2)]
    [InlineData(new[] { 5.0, 9, 5 }, 0, 1.5)]
    [InlineData(new[] { 5.0, 5, 5, 5 }, 3, 1.5)]
    [InlineData(new[] { 7.0 }, 0, 0)]
    [InlineData(new[] { Out, 1, 2, Out }, 1, 1)]
    [InlineData(new[] { double.PositiveInfinity, double.PositiveInfinity, 1 }, 0, .5)]
    [InlineData(new[] { Out, 1, Out }, 0, double.PositiveInfinity)]
    public void MidRank_FewItems_CountsBetterAndHalfOfEqual(double[] scores, int target, double expected) =>
        Assert.Equal(expected, RankingMetrics.MidRank(scores, target));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void MidRank_NoSuchItem_Throws(int target) =>
        Assert.Throws<ArgumentOutOfRangeException>(nameof(target), () => RankingMetrics.MidRank([1, 2], target));

    [Fact]
    public void MidRank_NaNOrEmpty_Throws()
    {
        Assert.Throws<ArgumentException>("scores", () => RankingMetrics.MidRank([1, double.NaN], 0));
        Assert.Throws<ArgumentException>("scores", () => RankingMetrics.MidRank([], 0));
    }

    [Theory]
    [InlineData(1, .25)]
    [InlineData(2, .5)]
    [InlineData(3, .75)]
    [InlineData(int.MaxValue, .75)]
    public void HitRateAt_RankAtK_IsNoHit(int k, double expected) =>
        Assert.Equal(expected, RankingMetrics.HitRateAt([0, 1.5, 2, double.PositiveInfinity], k).Value);

    [Fact]
    public void HitRateAt_AnyShare_HasItsWilsonInterval()
    {
        // SciPy: binomtest(3, 10).proportion_ci(method="wilson").
        var rate = RankingMetrics.HitRateAt([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 3);

        Assert.Equal((.3, 0.107791267406, 0.603221852539), (rate.Value, Math.Round(rate.Low, 12), Math.Round(rate.High, 12)));
    }

    // scikit-learn 1.2.1: ndcg_score of one relevant item of five.
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 3, 0.6309297535714575)]
    [InlineData(2, 3, 0.5)]
    [InlineData(3, 3, 0)]
    [InlineData(2.5, 3, 0.46084542)]
    [InlineData(double.PositiveInfinity, int.MaxValue, 0)]
    public void NdcgAt_OneRank_IsItsDiscountBelowK(double rank, int k, double expected) =>
        Assert.Equal(expected, RankingMetrics.NdcgAt([rank], k), 8);

    [Fact]
    public void NdcgAt_SeveralRanks_IsTheirMeanInAnyOrder()
    {
        Assert.Equal(.5, RankingMetrics.NdcgAt([0, 2, 5], 3), 12);
        Assert.Equal(.5, RankingMetrics.NdcgAt([5, 0, 2], 3), 12);
    }

    [Theory]
    [InlineData(new double[0], "at least one value")]
    [InlineData(new[] { 0, double.NaN }, "the one at 1 is NaN")]
    [InlineData(new[] { 0, -.5 }, "not be negative")]
    public void HitRateAndNdcg_NoProperRanks_SayWhatIsWrong(double[] ranks, string words)
    {
        Assert.Contains(words, Assert.Throws<ArgumentException>("midRanks", () => RankingMetrics.HitRateAt(ranks, 1)).Message, StringComparison.Ordinal);
        Assert.Contains(words, Assert.Throws<ArgumentException>("midRanks", () => RankingMetrics.NdcgAt(ranks, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void HitRateAndNdcg_KBelowOne_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>("k", () => RankingMetrics.HitRateAt([0], 0));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => RankingMetrics.NdcgAt([0], 0));
    }
}
