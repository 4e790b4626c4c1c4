using PersonalizedAgent.Core.Evaluation;
using static PersonalizedAgent.Tests.Evaluation.Predictions;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class BinaryMetricsTests
{
    [Fact]
    public void All_SixteenRows_AreThoseOfScikitLearn()
    {
        // scikit-learn 1.2.1: log_loss(eps=1e-15), brier_score_loss, average_precision_score.
        Assert.Equal(0.6051290649945851, BinaryMetrics.LogLoss(Sixteen, SixteenLabels), 12);
        Assert.Equal(0.20625, BinaryMetrics.Brier(Sixteen, SixteenLabels), 12);
        Assert.Equal(0.7691287878787879, BinaryMetrics.AveragePrecision(Sixteen, SixteenLabels), 12);
        Assert.Equal(0.5, BinaryMetrics.BaseRate(SixteenLabels));
    }

    [Fact]
    public void All_RowsInOtherOrder_StayTheSame()
    {
        int[] rows = [.. Enumerable.Range(0, Sixteen.Length)];
        new Random(6).Shuffle(rows);
        double[] scores = [.. rows.Select(row => Sixteen[row])], others = [.. rows.Select(row => SixteenOthers[row])];
        bool[] labels = [.. rows.Select(row => SixteenLabels[row])];

        Assert.Equal(BinaryMetrics.LogLoss(Sixteen, SixteenLabels), BinaryMetrics.LogLoss(scores, labels), 12);
        Assert.Equal(BinaryMetrics.Brier(Sixteen, SixteenLabels), BinaryMetrics.Brier(scores, labels), 12);
        Assert.Equal(BinaryMetrics.AveragePrecision(Sixteen, SixteenLabels), BinaryMetrics.AveragePrecision(scores, labels));
        Assert.Equal(BinaryMetrics.Auc(Sixteen, SixteenLabels)!.Value.Low, BinaryMetrics.Auc(scores, labels)!.Value.Low, 12);
        Assert.Equal(BinaryMetrics.AucDifference(Sixteen, SixteenOthers, SixteenLabels)!.Value.Low, BinaryMetrics.AucDifference(scores, others, labels)!.Value.Low, 12);
    }

    [Theory]
    [InlineData(0.5, "1", 0.6931471805599453)]
    [InlineData(1, "1", 0)]
    [InlineData(0, "0", 0)]
    [InlineData(0, "1", 34.538776394910684)]
    [InlineData(1e-300, "1", 34.538776394910684)]
    [InlineData(1, "0", 34.539)]
    public void LogLoss_OneRow_IsTheLogarithmClipped(double probability, string label, double expected) =>
        Assert.Equal(expected, BinaryMetrics.LogLoss([probability], Labels(label)), 0.001);

    [Theory]
    [InlineData(0, "1", 1)]
    [InlineData(1, "1", 0)]
    [InlineData(0.75, "1", 0.0625)]
    [InlineData(0.75, "0", 0.5625)]
    public void Brier_OneRow_IsTheSquaredDistance(double probability, string label, double expected) =>
        Assert.Equal(expected, BinaryMetrics.Brier([probability], Labels(label)));

    [Theory]
    [InlineData(new double[] { .1, .4, .35, .8 }, "0011", 0.8333333333333333)] // the example in scikit-learn's manual
    [InlineData(new double[] { 4, 3, 2, 1 }, "1100", 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, "1000", .25)]
    [InlineData(new double[] { 5, 5, 5, 5 }, "0100", .25)]
    [InlineData(new double[] { 1, 2 }, "11", 1)]
    [InlineData(new double[] { 1, 2 }, "00", 0)]
    [InlineData(new double[] { 2, 2, 1 }, "011", .5833333333333333)] // ½ · ½ + ½ · ⅔
    public void AveragePrecision_FewRows_WeightsPrecisionByAddedRecall(double[] scores, string labels, double expected) =>
        Assert.Equal(expected, BinaryMetrics.AveragePrecision(scores, Labels(labels)), 15);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("0010", .25)]
    public void BaseRate_FewRows_IsTheShare(string labels, double expected) => Assert.Equal(expected, BinaryMetrics.BaseRate(Labels(labels)));

    [Fact]
    public void BaseRate_NoRows_Throws() => Assert.Throws<ArgumentException>("labels", () => BinaryMetrics.BaseRate([]));

    [Theory]
    [InlineData(new double[0], "", "at least one value")]
    [InlineData(new double[] { .1, .2, .3 }, "01", "there are 3 and 2")]
    [InlineData(new double[] { .1 }, "01", "there are 1 and 2")]
    [InlineData(new double[] { .1, double.NaN }, "01", "the one at 1 is NaN")]
    public void All_NoProperRows_SayWhatIsWrong(double[] values, string text, string words)
    {
        var labels = Labels(text);

        AssertThrows(words, "scores", () => BinaryMetrics.Auc(values, labels));
        AssertThrows(words, "first", () => BinaryMetrics.AucDifference(values, new double[labels.Length], labels));
        AssertThrows(words, "scores", () => BinaryMetrics.AveragePrecision(values, labels));
        AssertThrows(words, "probabilities", () => BinaryMetrics.LogLoss(values, labels));
        AssertThrows(words, "probabilities", () => BinaryMetrics.Brier(values, labels));
        AssertThrows(words, "probabilities", () => Curves.Calibration(values, labels));
        AssertThrows(words, "scores", () => Curves.Roc(values, labels));
        AssertThrows(words, "scores", () => Curves.Lift(values, labels));
        if (labels.Length > 0)
            AssertThrows(words, "second", () => BinaryMetrics.AucDifference(new double[labels.Length], values, labels));
    }

    [Theory]
    [InlineData(-double.Epsilon)]
    [InlineData(1.0000000000000002)]
    [InlineData(double.PositiveInfinity)]
    public void LogLossAndBrier_NoProbability_Throw(double value)
    {
        double[] values = [0, 1, value];

        AssertThrows("the one at 2", "probabilities", () => BinaryMetrics.LogLoss(values, new bool[3]));
        AssertThrows("the one at 2", "probabilities", () => BinaryMetrics.Brier(values, new bool[3]));
        AssertThrows("the one at 2", "probabilities", () => Curves.Calibration(values, new bool[3]));
    }

    private static void AssertThrows(string words, string parameter, Func<object?> measure) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(parameter, measure).Message, StringComparison.Ordinal);
}
