namespace PersonalizedAgent.Core.Evaluation;

/// <summary>How good predictions of yes or no are.</summary>
/// <remarks>
/// Scores may be any numbers, infinite ones too: only their order counts. Probabilities lie in [0, 1]. The order of the
/// rows does not count. Everything throws <see cref="ArgumentException"/> where there are no rows, where there are not
/// as many values as labels, and where a value is NaN or a probability lies outside.
/// </remarks>
public static class BinaryMetrics
{
    /// <summary>Probabilities nearer than this to 0 or 1 count as this near in <see cref="LogLoss"/>.</summary>
    private const double Clip = 1e-15;

    /// <summary>The area under the ROC curve: the chance that a positive scores above a negative, ties half.</summary>
    /// <returns>
    /// 0 to 1, 0.5 by chance, with the interval of DeLong et al. 1988; <see langword="null"/> where a class is absent.
    /// </returns>
    /// <remarks>
    /// The interval is even on the logit scale: it stays within [0, 1] and covers better near 1 than the plain one. With
    /// few positives near 1 it is still somewhat narrow: with 20 and 200 negatives at 0.95 it holds the truth 91 times in 100,
    /// the plain one 86 times. At 0 and 1, and with one row in a class, DeLong sees no spread; there it is Wilson's for as
    /// many draws as the smaller class has rows, which is wide rather than narrow: the AUC is the mean over all ways to
    /// pair each of these rows with another of the larger class, and has no more variance than one such pairing.
    /// </remarks>
    public static Interval? Auc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        Inputs.CheckScores(scores, labels);
        var positives = labels.Count(true);
        if (positives == 0 || positives == labels.Length)
            return null;

        var (auc, variance) = DeLong.Estimate(DeLong.Placements(scores, labels), labels);
        return variance is { } known && auc is > 0 and < 1
            ? Intervals.Logit(auc, known)
            : Intervals.Wilson(auc, Math.Min(positives, labels.Length - positives));
    }

    /// <summary>By how much the first scores have a greater AUC than the second, for the same rows.</summary>
    /// <returns>
    /// −1 to 1, with the paired interval of DeLong et al. 1988, cut to this range; <see langword="null"/> where a class is absent.
    /// </returns>
    /// <remarks>
    /// With one row in a class the interval is [−1, 1]. It has no width where both put each row equally well, as two that
    /// part the classes perfectly do: then these rows cannot tell them apart.
    /// </remarks>
    public static Interval? AucDifference(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<bool> labels)
    {
        Inputs.CheckScores(first, labels);
        Inputs.CheckScores(second, labels);
        if (!labels.Contains(true) || !labels.Contains(false))
            return null;

        var differences = DeLong.Placements(first, labels);
        var others = DeLong.Placements(second, labels);
        for (var i = 0; i < differences.Length; i++)
            differences[i] -= others[i];

        var (value, variance) = DeLong.Estimate(differences, labels);
        var half = variance is { } known ? Intervals.Z * Math.Sqrt(known) : double.PositiveInfinity;
        return new(value, Math.Max(value - half, -1), Math.Min(value + half, 1));
    }

    /// <summary>The mean of −ln of the probability given to what came; probabilities are kept 1e-15 away from 0 and 1.</summary>
    /// <returns>0 (perfect) to 34.5; always saying the base rate gives its entropy, ln 2 = 0.69 at most.</returns>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        Inputs.CheckProbabilities(probabilities, labels);
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var probability = Math.Clamp(probabilities[i], Clip, 1 - Clip);
            sum -= Math.Log(labels[i] ? probability : 1 - probability);
        }

        return sum / labels.Length;
    }

    /// <summary>The mean squared distance of the probability from what came, 1 or 0 (Brier 1950, the form for two classes).</summary>
    /// <returns>0 (perfect) to 1; always saying 0.5 gives 0.25.</returns>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels)
    {
        Inputs.CheckProbabilities(probabilities, labels);
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var distance = probabilities[i] - (labels[i] ? 1 : 0);
            sum += distance * distance;
        }

        return sum / labels.Length;
    }

    /// <summary>The precision at each distinct score, weighted by the recall it adds: Σ (Rₙ − Rₙ₋₁) Pₙ, as scikit-learn has it.</summary>
    /// <returns>0 to 1, the base rate where all scores are equal; 0 where there are no positives.</returns>
    public static double AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        Inputs.CheckScores(scores, labels);
        var (sum, rows, positives) = (0.0, 0, 0);
        foreach (var group in TieGroup.Descending(scores, labels))
        {
            rows += group.Count;
            positives += group.Positives;
            sum += group.Positives * ((double)positives / rows);
        }

        return positives == 0 ? 0 : sum / positives;
    }

    /// <summary>The share of positives.</summary>
    /// <returns>0 to 1.</returns>
    public static double BaseRate(ReadOnlySpan<bool> labels) => labels.IsEmpty
        ? throw new ArgumentException("There must be at least one label.", nameof(labels))
        : (double)labels.Count(true) / labels.Length;
}
