using PersonalizedAgent.Core.Evaluation.Policies;
using static PersonalizedAgent.Tests.Evaluation.Policies.Judged;

namespace PersonalizedAgent.Tests.Evaluation.Policies;

public sealed class PolicyValueTests
{
    private const double Z = 1.959963984540054;

    public static TheoryData<ActionLog> LogsThatTellNothing =>
    [
        new ActionLog([], 2),
        new ActionLog([new(0, 1), new(1, 0)], 2),
        new ActionLog([new(0, 1, .5), new(1, 0)], 2),
        new ActionLog([new(1, 1, .5), new(1, 0, .5)], 2),
    ];

    [Fact]
    public void Ips_FourRows_IsTheMeanOfWeightTimesReward()
    {
        var first = Of(PolicyValue.Ips(Four, First));

        // 2 · 1, 0, 4 · 0, 0; their variance with n − 1 is 1.
        Assert.Equal([2, 0, 0, 0], first.Contributions);
        Assert.Equal(.5, first.Value.Value, 12);
        Assert.Equal(.5 - Z * Math.Sqrt(1.0 / 4), first.Value.Low, 12);
        Assert.Equal(.5 + Z * Math.Sqrt(1.0 / 4), first.Value.High, 12);
        Assert.Equal(.375, Of(PolicyValue.Ips(Four, Quarter)).Value.Value, 12);
    }

    [Fact]
    public void Ips_FourRows_TellsHowMuchItRestsOn()
    {
        var first = Of(PolicyValue.Ips(Four, First));

        Assert.Equal(36.0 / 20, first.EffectiveSampleSize, 12);
        Assert.Equal((4, 1.5, .5), (first.MaxWeight, first.MeanWeight, first.MatchedShare));
        Assert.Equal(("first", PolicyEstimator.Ips), (first.Policy, first.Estimator));
        Assert.Equal(1, Of(PolicyValue.Ips(Four, Quarter)).MatchedShare);
    }

    [Fact]
    public void Snips_FourRows_IsTheWeightedMean()
    {
        var first = Of(PolicyValue.Snips(Four, First));

        // 2 / 6; the influences are ±8/9 and twice 0.
        Assert.Equal(1.0 / 3, first.Value.Value, 12);
        Assert.Equal([11 / 9.0, 1 / 3.0, -5 / 9.0, 1 / 3.0], first.Contributions.Select(value => Math.Round(value, 14)), (expected, actual) => Math.Abs(expected - actual) < 1e-12);
        Assert.Equal(Z * Math.Sqrt(128.0 / 243 / 4), first.Value.High - first.Value.Value, 12);
        Assert.Equal(.375, Of(PolicyValue.Snips(Four, Quarter)).Value.Value, 12);
    }

    [Fact]
    public void DoublyRobust_FourRows_PutsTheModelRight()
    {
        var first = Of(PolicyValue.DoublyRobust(Four, First, Expected));
        var quarter = Of(PolicyValue.DoublyRobust(Four, Quarter, Expected));

        // ½ + 2 · ½, ½, ¼ − 4 · ¼, ¾; their variance is 2.625 / 3.
        Assert.Equal([1.5, .5, -.75, .75], first.Contributions);
        Assert.Equal(.5, first.Value.Value, 12);
        Assert.Equal(Z * Math.Sqrt(.875 / 4), first.Value.High - first.Value.Value, 12);
        Assert.Equal([.5625, -.25, .1875, 1.0625], quarter.Contributions);
        Assert.Equal(.390625, quarter.Value.Value, 12);
    }

    [Fact]
    public void DoublyRobust_NothingExpected_IsIps()
    {
        var none = new RewardTable(new double[8], 2);

        Assert.Equal(Of(PolicyValue.Ips(Four, Quarter)).Contributions, Of(PolicyValue.DoublyRobust(Four, Quarter, none)).Contributions);
    }

    [Fact]
    public void DoublyRobust_ModelIsExact_IsExactWhateverThePropensities()
    {
        var random = new Random(4);
        double[] expected = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())];
        var rows = Enumerable.Range(0, 100).Select(row => (row, action: random.Next(3))).Select(at => new LoggedAction(at.action, expected[at.row * 3 + at.action], 0.01 + 0.99 * random.NextDouble()));
        var best = TargetPolicy.Greedy("best", new(expected, 3));

        var value = Of(PolicyValue.DoublyRobust(new(rows, 3), best, new(expected, 3))).Value.Value;

        Assert.Equal(expected.Chunk(3).Average(row => row.Max()), value, 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1000)]
    public void Snips_ConstantAddedToRewards_ShiftsByItAndSpreadsTheSame(double constant)
    {
        var shifted = new ActionLog(Four.Rows.Select(row => row with { Reward = row.Reward + constant }), 2);
        var (before, after) = (Of(PolicyValue.Snips(Four, First)).Value, Of(PolicyValue.Snips(shifted, First)).Value);

        Assert.Equal(before.Value + constant, after.Value, 9);
        Assert.Equal(before.High - before.Low, after.High - after.Low, 9);
        Assert.Equal(.5 + 1.5 * constant, Of(PolicyValue.Ips(shifted, First)).Value.Value, 9);
    }

    [Fact]
    public void OnPolicy_Log_IsTheMeanAndNeedsNoPropensities()
    {
        var logged = Of(PolicyValue.OnPolicy(new([new(0, 1), new(1, 0), new(0, 3)], 2)));

        Assert.Equal(4.0 / 3, logged.Value.Value, 12);
        Assert.Equal((3, 1, 1, 1), (logged.EffectiveSampleSize, logged.MaxWeight, logged.MeanWeight, logged.MatchedShare));
        Assert.Contains("empty", ReasonOf(PolicyValue.OnPolicy(new([], 2))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void EffectiveSampleSize_EqualWeights_IsTheNumberOfRows(int rows)
    {
        var log = new ActionLog(Enumerable.Range(0, rows).Select(row => new LoggedAction(row % 3, row, 1.0 / 3)), 3);

        Assert.Equal(rows, Of(PolicyValue.Ips(log, TargetPolicy.Uniform("any", 3))).EffectiveSampleSize, 9);
    }

    [Fact]
    public void EffectiveSampleSize_HugeWeights_IsANumber() =>
        Assert.Equal(1, Of(PolicyValue.Ips(new([new(0, 1, 1e-300), new(1, 1, 1)], 2), Quarter)).EffectiveSampleSize, 9);

    [Fact]
    public void Value_OneRow_HasNoEnds()
    {
        var value = Of(PolicyValue.Ips(new([new(0, 1, .5)], 1), TargetPolicy.Always("only", 0, 1))).Value;

        Assert.Equal((2, double.NegativeInfinity, double.PositiveInfinity), (value.Value, value.Low, value.High));
    }

    [Theory]
    [MemberData(nameof(LogsThatTellNothing))]
    public void All_LogThatTellsNothing_IsRefusedWithAReason(ActionLog log)
    {
        var expected = new RewardTable(new double[log.Count * 2], 2);
        string[] reasons = [ReasonOf(PolicyValue.Ips(log, First)), ReasonOf(PolicyValue.Snips(log, First)), ReasonOf(PolicyValue.DoublyRobust(log, First, expected))];

        Assert.Single(reasons.Distinct());
        Assert.Contains(log switch { { Count: 0 } => "is empty", _ when log.Rows[1].Propensity is not null => "would take", _ when log.Rows[0].Propensity is null => "The log does not tell", _ => "1 of 2 rows" }, reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Ips_ProbabilitiesThatAreNone_Throw()
    {
        double[][] wrong = [[1], [.5, .4], [1.5, -.5], [double.NaN, 1], [.5, .5, 0]];

        Assert.All(wrong, probabilities => Assert.Throws<ArgumentException>(() => PolicyValue.Ips(Four, TargetPolicy.Same("wrong", probabilities))));
        Assert.Throws<ArgumentException>(() => PolicyValue.DoublyRobust(Four, First, new(new double[6], 2)));
    }

    [Theory]
    [InlineData(2, 0, .5)]
    [InlineData(-1, 0, .5)]
    [InlineData(0, double.NaN, .5)]
    [InlineData(0, double.PositiveInfinity, .5)]
    [InlineData(0, 0, 0.0)]
    [InlineData(0, 0, 1.0000001)]
    [InlineData(0, 0, double.NaN)]
    public void ActionLog_RowThatCannotBe_Throws(int action, double reward, double propensity) =>
        Assert.Throws<ArgumentException>(() => new ActionLog([new(action, reward, propensity)], 2));
}
