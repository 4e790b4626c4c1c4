using PersonalizedAgent.Core.Evaluation.Policies;
using static PersonalizedAgent.Tests.Evaluation.Policies.Judged;

namespace PersonalizedAgent.Tests.Evaluation.Policies;

public sealed class PolicyDifferenceTests
{
    [Fact]
    public void Of_FourRows_IsPaired()
    {
        var difference = PolicyDifference.Of(Of(PolicyValue.Ips(Four, First)), Of(PolicyValue.Ips(Four, Quarter)));

        // 2, 0, 0, 0 less ½, 0, 0, 1: 1½, 0, 0, −1 with a mean of ⅛.
        Assert.Equal(.125, difference.Value.Value, 12);
        Assert.Equal((1.375 * 1.375 + 2 * .125 * .125 + 1.125 * 1.125) / 3, difference.Variance, 12);
        Assert.Equal(1.959963984540054 * Math.Sqrt(difference.Variance / 4), difference.Value.High - difference.Value.Value, 12);
        Assert.Equal(("first", "quarter", 4, 1.8), (difference.First, difference.Second, difference.Rows, Math.Round(difference.EffectiveSampleSize, 12)));
    }

    [Fact]
    public void Of_TheOtherWayRound_HasTheOtherSign()
    {
        var (first, quarter) = (Of(PolicyValue.DoublyRobust(Four, First, Expected)), Of(PolicyValue.DoublyRobust(Four, Quarter, Expected)));
        var (one, other) = (PolicyDifference.Of(first, quarter).Value, PolicyDifference.Of(quarter, first).Value);

        Assert.Equal((one.Value, one.Low, one.High), (-other.Value, -other.High, -other.Low));
    }

    [Fact]
    public void Of_SameAsWhatWasDone_IsZeroWithoutATraceOfRounding()
    {
        var random = new Random(3);
        var log = new ActionLog(Enumerable.Range(0, 900).Select(_ => new LoggedAction(random.Next(3), random.Next(10) == 0 ? .7 : 0, 1.0 / 3)), 3);
        var uniform = TargetPolicy.Uniform("uniform", 3);

        foreach (var estimate in new[] { Of(PolicyValue.Ips(log, uniform)), Of(PolicyValue.Snips(log, uniform)) })
        {
            var difference = PolicyDifference.Of(estimate, Of(PolicyValue.OnPolicy(log)));
            Assert.Equal((0, 0, 0, 0), (difference.Value.Value, difference.Value.Low, difference.Value.High, difference.Variance));
            Assert.Null(Assert.IsType<PolicyVerdict.NoDifferenceShown>(PolicyVerdict.Of(difference)).MoreDecisions);
        }
    }

    [Fact]
    public void Of_OtherLogOrEstimator_Throws()
    {
        var copy = new ActionLog(Four.Rows, 2);

        Assert.Throws<ArgumentException>(() => PolicyDifference.Of(Of(PolicyValue.Ips(Four, First)), Of(PolicyValue.Ips(copy, First))));
        Assert.Throws<ArgumentException>(() => PolicyDifference.Of(Of(PolicyValue.Ips(Four, First)), Of(PolicyValue.Snips(Four, First))));
    }
}
