using PersonalizedAgent.Core.Evaluation;
using static PersonalizedAgent.Tests.Evaluation.Predictions;

namespace PersonalizedAgent.Tests.Evaluation;

public sealed class CalibrationTests
{
    [Fact]
    public void Calibration_DistinctProbabilities_IsThatOfScikitLearn()
    {
        // scikit-learn 1.2.1: calibration_curve(n_bins=5, strategy="quantile").
        double[] probabilities = [.. Enumerable.Range(0, 20).Select(row => row / 20.0 + .02)];
        var bins = Curves.Calibration(probabilities, Labels("00010010010110111011"), 5);

        Assert.Equal([.25, .25, .5, .75, .75], bins.Select(bin => bin.Observed.Value));
        Assert.Equal([.095, .295, .495, .695, .895], bins.Select(bin => Math.Round(bin.MeanPredicted, 12)));
        Assert.All(bins, bin => Assert.Equal(4, bin.Count));
        Assert.Equal((.155 + .045 + .005 + .055 + .145) / 5, Curves.CalibrationError(bins), 12);
    }

    [Theory]
    [InlineData(10, 3, new[] { 3, 4, 3 })]
    [InlineData(7, 7, new[] { 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(3, 10, new[] { 1, 1, 1 })]
    [InlineData(3, int.MaxValue, new[] { 1, 1, 1 })]
    [InlineData(5, 1, new[] { 5 })]
    [InlineData(1, 10, new[] { 1 })]
    public void Calibration_DistinctProbabilities_BinsDifferByOneAtMost(int rows, int bins, int[] expected)
    {
        double[] probabilities = [.. Enumerable.Range(0, rows).Select(row => row / 10.0)];

        Assert.Equal(expected, Curves.Calibration(probabilities, new bool[rows], bins).Select(bin => bin.Count));
    }

    [Fact]
    public void Calibration_EqualProbabilities_AreNeverParted()
    {
        // Of ten rows six share 0.2: their middle is in the second of four quarters, and the third gets none.
        var bins = Curves.Calibration([.1, .2, .2, .2, .2, .2, .2, .7, .8, .9], Labels("0010000111"), 4);

        Assert.Equal([1, 6, 3], bins.Select(bin => bin.Count));
        Assert.Equal([.1, .2, .8], bins.Select(bin => Math.Round(bin.MeanPredicted, 12)));
    }

    [Fact]
    public void Calibration_AllEqual_IsOneBin()
    {
        var bin = Assert.Single(Curves.Calibration([.3, .3, .3, .3, .3, .3, .3, .3], Labels("01010001")));

        // SciPy: binomtest(3, 8).proportion_ci(method="wilson").
        Assert.Equal((.3, 8), (Math.Round(bin.MeanPredicted, 12), bin.Count));
        Assert.Equal(0.13684428582359737, bin.Observed.Low, 12);
        Assert.Equal(0.6942576053973728, bin.Observed.High, 12);
        Assert.Equal(.075, Curves.CalibrationError([bin]), 12);
    }

    [Fact]
    public void Calibration_ManyTies_CountsEachRowOnce()
    {
        var random = new Random(10);
        for (var round = 0; round < 100; round++)
        {
            double[] probabilities = [.. Enumerable.Range(0, 1 + random.Next(60)).Select(_ => random.Next(11) / 10.0)];
            bool[] labels = [.. probabilities.Select(probability => random.NextDouble() < probability)];
            var bins = Curves.Calibration(probabilities, labels, 1 + random.Next(20));

            Assert.Equal(labels.Length, bins.Sum(bin => bin.Count));
            Assert.Equal(labels.Count(label => label), bins.Sum(bin => bin.Observed.Value * bin.Count), 9);
            Assert.Equal(probabilities.Sum(), bins.Sum(bin => bin.MeanPredicted * bin.Count), 9);
            Assert.Equal(bins.Select(bin => bin.MeanPredicted).Order(), bins.Select(bin => bin.MeanPredicted));
        }
    }

    [Fact]
    public void CalibrationError_BinsOfDifferentCount_WeightsByCount()
    {
        CalibrationBin[] bins = [new(.2, new(.5, 0, 1), 1), new(.6, new(.5, 0, 1), 3)];

        Assert.Equal(.15, Curves.CalibrationError(bins), 12);
    }

    [Fact]
    public void CalibrationError_NoBins_Throws() => Assert.Throws<ArgumentException>("bins", () => Curves.CalibrationError([]));

    // SciPy: binomtest(positives, trials).proportion_ci(method="wilson").
    [Theory]
    [InlineData(0, 10, 0, 0.27753279986288926)]
    [InlineData(3, 10, 0.10779126740630102, 0.6032218525388546)]
    [InlineData(10, 10, 0.7224672001371109, 1)]
    [InlineData(1, 1, 0.20654931437723745, 1)]
    [InlineData(50, 1000, 0.03813026239274881, 0.06531382024425081)]
    public void Wilson_AnyShare_IsThatOfSciPy(int positives, int trials, double low, double high)
    {
        var share = (double)positives / trials;
        var interval = Intervals.Wilson(share, trials);

        Assert.Equal(share, interval.Value);
        Assert.Equal(low, interval.Low, 12);
        Assert.Equal(high, interval.High, 12);
    }
}
