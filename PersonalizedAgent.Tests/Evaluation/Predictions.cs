namespace PersonalizedAgent.Tests.Evaluation;

/// <summary>Rows with known labels, and what was predicted for them.</summary>
internal static class Predictions
{
    /// <summary>Sixteen rows, half of them positive, with ties within and across the classes.</summary>
    public static readonly double[] Sixteen = [.05, .1, .1, .2, .3, .35, .4, .4, .55, .6, .7, .8, .8, .9, .95, .4];

    /// <summary>Other predictions for the same rows.</summary>
    public static readonly double[] SixteenOthers = [.3, .1, .2, .25, .2, .6, .1, .5, .4, .5, .9, .3, .7, .6, .8, .4];

    /// <summary>What came.</summary>
    public static readonly bool[] SixteenLabels = Labels("0010010101101110");

    public static bool[] Labels(string text) => [.. text.Select(label => label == '1')];

    /// <summary>Scores in steps of a tenth, so that many are equal; both classes are there.</summary>
    public static (double[] First, double[] Second, bool[] Labels) Tied(int count, Random random)
    {
        var labels = Enumerable.Range(0, count).Select(row => row < 2 || (row > 3 && random.Next(3) == 0)).ToArray();
        double Score(bool label) => (random.Next(10) + (label ? 2 : 0)) / 10.0;
        return ([.. labels.Select(Score)], [.. labels.Select(Score)], labels);
    }

    /// <summary>One draw from the normal distribution (Box and Muller 1958).</summary>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
