using PersonalizedAgent.Core.Evaluation.Policies;

namespace PersonalizedAgent.Tests.Evaluation.Policies;

public sealed class PolicyVerdictTests
{
    private const double Z = 1.959963984540054;

    private static PolicyDifference Of(double value, double low, double high, double size = 500, double variance = 4, int rows = 1000) => new("new", "old", new(value, low, high), variance, rows, size);

    [Theory]
    [InlineData(-1e-9, null)]
    [InlineData(0, null)]
    [InlineData(1e-9, "new")]
    public void Of_LowerEnd_LeavesOutZeroOnlyAboveIt(double low, string? winner) =>
        Assert.Equal(winner, (PolicyVerdict.Of(Of(.1, low, .2)) as PolicyVerdict.Winner)?.Name);

    [Theory]
    [InlineData(1e-9, null)]
    [InlineData(0, null)]
    [InlineData(-1e-9, "old")]
    public void Of_UpperEnd_LeavesOutZeroOnlyBelowIt(double high, string? winner) =>
        Assert.Equal(winner, (PolicyVerdict.Of(Of(-.1, -.2, high)) as PolicyVerdict.Winner)?.Name);

    [Theory]
    [InlineData(99.999, false)]
    [InlineData(100, true)]
    [InlineData(100.001, true)]
    public void Of_EffectiveSampleSize_IsEnoughFromTheBoundOn(double size, bool isEnough)
    {
        Assert.Equal(isEnough, PolicyVerdict.Of(Of(.1, .05, .15, size)) is PolicyVerdict.Winner);
        Assert.Equal(!isEnough, PolicyVerdict.Of(Of(.1, .05, .15, size)) is PolicyVerdict.NotEnoughEvidence);
        Assert.Equal(isEnough, PolicyVerdict.Of(Of(.1, -.05, .25, size)) is PolicyVerdict.NoDifferenceShown);
    }

    [Fact]
    public void MoreDecisions_NoDifferenceShown_AreAsManyAsBringTheHalfWidthBelowIt()
    {
        var verdict = Assert.IsType<PolicyVerdict.NoDifferenceShown>(PolicyVerdict.Of(Of(-.1, -.224, .024)));

        Assert.Equal(537, verdict.MoreDecisions);
        Assert.True(Z * Math.Sqrt(4 / 1537.0) < .1);
        Assert.True(Z * Math.Sqrt(4 / 1536.0) > .1);
        Assert.EndsWith(" To show one of this size would take about 540 more decisions.", verdict.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1e-9, 4)]
    [InlineData(.1, double.PositiveInfinity)]
    public void MoreDecisions_NoneWouldDo_AreNotTold(double value, double variance)
    {
        var verdict = Assert.IsType<PolicyVerdict.NoDifferenceShown>(PolicyVerdict.Of(Of(value, -1, 1, variance: variance)));

        Assert.Null(verdict.MoreDecisions);
        Assert.EndsWith("1000.0).", verdict.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40, 0, 1500)] // 1000 · 100 / 40 − 1000
    [InlineData(40, .1, 1500)]
    [InlineData(40, .01, 152_659)] // 4 (z / 0.01)² − 1000
    [InlineData(99.9999, 0, 1)]
    public void MoreDecisions_NotEnough_AreUntilTheSizeAndTheDifference(double size, double value, long expected) =>
        Assert.Equal(expected, Assert.IsType<PolicyVerdict.NotEnoughEvidence>(PolicyVerdict.Of(Of(value, -1, 1, size))).MoreDecisions);

    [Fact]
    public void Text_EachKind_IsASentenceOfBothPolicies()
    {
        Assert.Equal("new earns more than old: by 100.0 per 1,000 decisions (95 % interval 50.0 to 150.0).", PolicyVerdict.Of(Of(.1, .05, .15)).Text);
        Assert.Equal("old earns more than new: by 100.0 per 1,000 decisions (95 % interval 50.0 to 150.0).", PolicyVerdict.Of(Of(-.1, -.15, -.05)).Text);
        Assert.StartsWith("No difference shown: new less old is −100.0 per 1,000 decisions (95 % interval −150.0 to +50.0).", PolicyVerdict.Of(Of(-.1, -.15, .05)).Text, StringComparison.Ordinal);
        Assert.Equal("Not enough evidence on new against old: about 1,500 more decisions. The log tells as much of them as 40 decisions would; a verdict takes 100.", PolicyVerdict.Of(Of(.1, .05, .15, 40)).Text);
    }
}
