using PersonalizedAgent.Core.Evaluation;
using static PersonalizedAgent.Tests.Evaluation.Predictions;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class AucTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, "0011", 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, "1100", 0)]
    [InlineData(new double[] { 1, 2, 3, 4 }, "0101", .75)]
    [InlineData(new double[] { 1, 2, 2, 3 }, "0101", .875)]
    [InlineData(new double[] { 2, 2, 2, 2 }, "0101", .5)]
    [InlineData(new double[] { 0, -0.0 }, "01", .5)]
    [InlineData(new double[] { double.NegativeInfinity, 0, double.PositiveInfinity }, "011", 1)]
    public void Auc_FewRows_CountsThePairsInRightOrder(double[] scores, string labels, double expected) =>
        Assert.Equal(expected, BinaryMetrics.Auc(scores, Labels(labels))!.Value.Value, 15);

    [Theory]
    [InlineData("1")]
    [InlineData("000")]
    [InlineData("111")]
    public void Auc_OneClass_IsUnknown(string labels)
    {
        var scores = new double[labels.Length];

        Assert.Null(BinaryMetrics.Auc(scores, Labels(labels)));
        Assert.Null(BinaryMetrics.AucDifference(scores, scores, Labels(labels)));
    }

    [Fact]
    public void Auc_HanleyAndMcNeil_IsTheirs()
    {
        // 109 CT images in five grades, Radiology 1982: they give 0.893. The interval is from Sun and Xu's mid-ranks in NumPy.
        int[] normal = [33, 6, 6, 11, 2], abnormal = [3, 2, 2, 11, 33];
        double[] scores = [.. normal.SelectMany((count, grade) => Enumerable.Repeat((double)grade, count)), .. abnormal.SelectMany((count, grade) => Enumerable.Repeat((double)grade, count))];
        var labels = scores.Select((_, row) => row >= 58).ToArray();

        AssertSame(new(0.8931710615280596, 0.8164434579114813, 0.9401761946121984), BinaryMetrics.Auc(scores, labels));
    }

    [Fact]
    public void Auc_Ties_IsThatOfScikitLearn()
    {
        // scikit-learn 1.2.1 for the value; Sun and Xu's mid-ranks in NumPy for the interval.
        AssertSame(new(0.75, 0.43825572487734693, 0.9202294542609996), BinaryMetrics.Auc(Sixteen, SixteenLabels));
        AssertSame(new(0.9140625, 0.5402517027330779, 0.9897197916473618), BinaryMetrics.Auc(SixteenOthers, SixteenLabels));
    }

    [Fact]
    public void AucDifference_Ties_IsThatOfNumPy()
    {
        var difference = BinaryMetrics.AucDifference(Sixteen, SixteenOthers, SixteenLabels);

        AssertSame(new(-0.1640625, -0.3575754364417604, 0.029450436441760347), difference);
    }

    [Theory]
    [InlineData("00111", 1, 0.3423802275066532, 1)]
    [InlineData("11100", 0, 0, 0.6576197724933468)]
    [InlineData("00010", .75, 0.11790958799950955, 0.9853650691891092)]
    public void Auc_NoSpreadToSee_TakesWilsonOfTheSmallerClass(string labels, double value, double low, double high)
    {
        // Two of two: low = 2 / (2 + z²). Three quarters of one: (0.75 + z²/2 ± z √(0.1875 + z²/4)) / (1 + z²).
        AssertSame(new(value, low, high), BinaryMetrics.Auc([1, 2, 3, 4, 5], Labels(labels)));
    }

    [Fact]
    public void Auc_AllScoresEqual_IsAHalfForSure() =>
        Assert.Equal(new Interval(.5, .5, .5), BinaryMetrics.Auc(new double[6], Labels("010110")));

    [Fact]
    public void AucDifference_SameOrder_IsNoneForSure()
    {
        double[] cubes = [.. Sixteen.Select(score => score * score * score - 7)];

        Assert.Equal(new Interval(0, 0, 0), BinaryMetrics.AucDifference(Sixteen, cubes, SixteenLabels));
    }

    [Fact]
    public void AucDifference_OneRowInAClass_MayBeAnything() =>
        Assert.Equal(new Interval(.5, -1, 1), BinaryMetrics.AucDifference([1, 2, 3], [1, 3, 2], Labels("001")));

    [Fact]
    public void AucDifference_Swapped_ChangesSign()
    {
        var (first, second, labels) = Tied(80, new Random(1));
        var there = BinaryMetrics.AucDifference(first, second, labels)!.Value;
        var back = BinaryMetrics.AucDifference(second, first, labels)!.Value;

        AssertSame(new(-there.Value, -there.High, -there.Low), back);
        Assert.Equal(BinaryMetrics.Auc(first, labels)!.Value.Value - BinaryMetrics.Auc(second, labels)!.Value.Value, there.Value, 12);
    }

    [Fact]
    public void Auc_ScoresTurnedOrLabelsTurned_IsTheComplement()
    {
        var auc = BinaryMetrics.Auc(Sixteen, SixteenLabels)!.Value;
        var complement = new Interval(1 - auc.Value, 1 - auc.High, 1 - auc.Low);

        AssertSame(complement, BinaryMetrics.Auc([.. Sixteen.Select(score => -score)], SixteenLabels));
        AssertSame(complement, BinaryMetrics.Auc(Sixteen, [.. SixteenLabels.Select(label => !label)]));
    }

    [Fact]
    public void Auc_AMillionRows_KeepsItsPrecision()
    {
        // Positives are every fourth row in ascending order, so each wins against the 3 negatives before it and all those before.
        var scores = Enumerable.Range(0, 1_000_000).Select(row => (double)row).ToArray();
        var labels = scores.Select(score => score % 4 == 3).ToArray();
        var auc = BinaryMetrics.Auc(scores, labels)!.Value;

        Assert.Equal(250_001 / 500_000.0, auc.Value, 12);
        Assert.InRange(auc.High - auc.Low, 0.0025, 0.0027);
    }

    private static void AssertSame(Interval expected, Interval? actual)
    {
        Assert.Equal(expected.Value, actual!.Value.Value, 12);
        Assert.Equal(expected.Low, actual.Value.Low, 12);
        Assert.Equal(expected.High, actual.Value.High, 12);
    }
}
