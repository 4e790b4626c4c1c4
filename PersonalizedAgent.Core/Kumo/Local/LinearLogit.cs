namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>A fitted logistic regression: the logarithm of the odds is linear in the features.</summary>
/// <param name="Base">The log-odds of an average example, one with all features at their means.</param>
/// <param name="Means">The features' means in the examples fitted on.</param>
/// <param name="Weights">By how much the log-odds rise with each feature, per unit of the feature.</param>
internal sealed record LinearLogit(double Base, double[] Means, double[] Weights)
{
    private readonly double _offset = Base - Dot(Means, Weights);

    /// <summary>The probability of an example, 0 to 1.</summary>
    public double Probability(ReadOnlySpan<float> features) => Sigmoid(Logit(features));

    /// <summary>The logarithm of its odds.</summary>
    public double Logit(ReadOnlySpan<float> features)
    {
        var sum = _offset;
        for (var i = 0; i < features.Length; i++)
            sum += Weights[i] * features[i];
        return sum;
    }

    /// <summary>What some features add to the log-odds of an average example. Over all features they sum to <see cref="Logit"/> − <see cref="Base"/>.</summary>
    public double Contribution(ReadOnlySpan<float> features, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(features.Length);
        var sum = 0.0;
        for (var i = start; i < start + length; i++)
            sum += Weights[i] * (features[i] - Means[i]);
        return sum;
    }

    /// <summary>1 / (1 + e^−x), without overflow.</summary>
    public static double Sigmoid(double logit) => logit >= 0 ? 1 / (1 + Math.Exp(-logit)) : Math.Exp(logit) / (1 + Math.Exp(logit));

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
