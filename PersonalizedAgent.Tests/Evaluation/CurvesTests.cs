using PersonalizedAgent.Core.Evaluation;
using static PersonalizedAgent.Tests.Evaluation.Predictions;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class CurvesTests
{
    [Fact]
    public void Roc_SixteenRows_IsThatOfScikitLearn()
    {
        // scikit-learn 1.2.1: roc_curve(drop_intermediate=False).
        double[] falsePositives = [0, 0, 0, .125, .125, .125, .25, .5, .5, .625, .75, .875, 1];
        double[] truePositives = [0, .125, .25, .375, .5, .625, .625, .75, .875, .875, .875, 1, 1];

        Assert.Equal(falsePositives.Zip(truePositives, (x, y) => new RocPoint(x, y)), Curves.Roc(Sixteen, SixteenLabels));
        Assert.Equal(13, Curves.Roc(Sixteen, SixteenLabels, 13).Count);
    }

    [Fact]
    public void Roc_EqualScores_IsTheDiagonal() =>
        Assert.Equal([new(0, 0), new(1, 1)], Curves.Roc(new double[4], Labels("0110")));

    [Theory]
    [InlineData("000")]
    [InlineData("1")]
    public void Roc_OneClass_IsEmpty(string labels) => Assert.Empty(Curves.Roc(new double[labels.Length], Labels(labels)));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(200)]
    [InlineData(4999)]
    public void Roc_MoreThanMaxPoints_KeepsEndsOrderAndArea(int maxPoints)
    {
        var random = new Random(7);
        var labels = Enumerable.Range(0, 5000).Select(_ => random.Next(20) == 0).ToArray();
        double[] scores = [.. labels.Select(label => random.Normal() + (label ? 1.5 : 0))];
        var roc = Curves.Roc(scores, labels, maxPoints);

        Assert.InRange(roc.Count, 2, maxPoints);
        Assert.Equal((new RocPoint(0, 0), new RocPoint(1, 1)), (roc[0], roc[^1]));
        Assert.All(roc.Zip(roc.Skip(1)), pair => Assert.True(pair.First.FalsePositiveRate <= pair.Second.FalsePositiveRate && pair.First.TruePositiveRate <= pair.Second.TruePositiveRate));
        Assert.Subset(Curves.Roc(scores, labels, int.MaxValue).ToHashSet(), roc.ToHashSet());
        if (maxPoints >= 200)
        {
            var area = roc.Zip(roc.Skip(1), (one, next) => (next.FalsePositiveRate - one.FalsePositiveRate) * (next.TruePositiveRate + one.TruePositiveRate) / 2).Sum();
            Assert.Equal(BinaryMetrics.Auc(scores, labels)!.Value.Value, area, 0.005);
        }
    }

    [Fact]
    public void Roc_FewPositivesAmongMany_KeepsItsSteepStart()
    {
        // A thousand positives stand before 99,000 negatives: the way up takes as many points as the way along.
        var scores = Enumerable.Range(0, 100_000).Select(row => (double)-row).ToArray();
        var roc = Curves.Roc(scores, [.. scores.Select(score => score > -1000)], 101);

        Assert.Equal(101, roc.Count);
        Assert.Equal(50, roc.Count(point => point.TruePositiveRate < 1));
    }

    [Fact]
    public void Lift_BestFirst_FallsFromTheTop()
    {
        var lift = Curves.Lift([8, 7, 6, 5, 4, 3, 2, 1], Labels("11010000"), 4);

        AssertSame([new(.25, 1, 8 / 3.0, 2 / 3.0), new(.5, .5, 4 / 3.0, 1), new(.75, 0, 0, 1), new(1, 0, 0, 1)], lift);
    }

    [Fact]
    public void Lift_EqualScores_IsFlat()
    {
        var lift = Curves.Lift(new double[7], Labels("0011100"), 5);

        AssertSame([.. Enumerable.Range(1, 5).Select(part => new LiftBin(part / 5.0, 3 / 7.0, 1, part / 5.0))], lift);
    }

    [Fact]
    public void Lift_UserOnABorder_CountsInBothPartsInProportion()
    {
        // Parts of a user and a half: the second user, a positive, is half in each.
        AssertSame([new(.5, 1 / 3.0, .5 / 1, .25), new(1, 1, 1.5, 1)], Curves.Lift([3, 2, 1], Labels("011"), 2));
    }

    [Fact]
    public void Lift_FewerUsersThanBins_HasAPartForEach() =>
        AssertSame([new(.5, 0, 0, 0), new(1, 1, 2, 1)], Curves.Lift([1, 2], Labels("10")));

    [Fact]
    public void Lift_OnlyPositives_IsOneEverywhere() =>
        AssertSame([new(.5, 1, 1, .5), new(1, 1, 1, 1)], Curves.Lift([1, 2, 3], Labels("111"), 2));

    [Fact]
    public void Lift_NoPositives_IsEmpty() => Assert.Empty(Curves.Lift([1, 2, 3], new bool[3]));

    [Fact]
    public void Curves_RowsInOtherOrder_StayTheSame()
    {
        var (scores, _, labels) = Tied(500, new Random(8));
        int[] rows = [.. Enumerable.Range(0, 500)];
        new Random(9).Shuffle(rows);
        double[] shuffled = [.. rows.Select(row => scores[row] / 2)], halves = [.. scores.Select(score => score / 2)];
        bool[] shuffledLabels = [.. rows.Select(row => labels[row])];

        Assert.Equal(Curves.Roc(halves, labels), Curves.Roc(shuffled, shuffledLabels));
        Assert.Equal(Curves.Lift(halves, labels), Curves.Lift(shuffled, shuffledLabels));
        Assert.Equal(Curves.Calibration(halves, labels), Curves.Calibration(shuffled, shuffledLabels));
    }

    [Fact]
    public void Curves_TooFewPointsOrBins_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>("maxPoints", () => Curves.Roc(Sixteen, SixteenLabels, 1));
        Assert.Throws<ArgumentOutOfRangeException>("bins", () => Curves.Lift(Sixteen, SixteenLabels, 0));
        Assert.Throws<ArgumentOutOfRangeException>("bins", () => Curves.Calibration(Sixteen, SixteenLabels, 0));
    }

    private static void AssertSame(IReadOnlyList<LiftBin> expected, IReadOnlyList<LiftBin> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var bin = 0; bin < expected.Count; bin++)
        {
            Assert.Equal(expected[bin].Share, actual[bin].Share, 12);
            Assert.Equal(expected[bin].Rate, actual[bin].Rate, 12);
            Assert.Equal(expected[bin].Lift, actual[bin].Lift, 12);
            Assert.Equal(expected[bin].Captured, actual[bin].Captured, 12);
        }
    }
}
