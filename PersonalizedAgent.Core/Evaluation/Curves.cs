namespace PersonalizedAgent.Core.Evaluation;

/// <summary>Predictions of yes or no, as curves to draw.</summary>
/// <remarks>What they take and refuse is what <see cref="BinaryMetrics"/> takes and refuses.</remarks>
public static class Curves
{
    /// <summary>What was predicted against what came, in bins of about as many rows each, the lowest probabilities first.</summary>
    /// <param name="probabilities">One for each row, in [0, 1].</param>
    /// <param name="labels">What came.</param>
    /// <param name="bins">How many at most; at least 1.</param>
    /// <returns>
    /// At least one bin. Equal probabilities are never parted: they go where their middle row belongs, so bins may
    /// differ in count, and those that get none are left out.
    /// </returns>
    public static IReadOnlyList<CalibrationBin> Calibration(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, int bins = 10)
    {
        Inputs.CheckProbabilities(probabilities, labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);

        var groups = TieGroup.Descending(probabilities, labels);
        groups.Reverse();
        bins = Math.Min(bins, labels.Length);
        var result = new List<CalibrationBin>(bins);
        var before = 0L;
        var (bin, count, positives, sum) = (0L, 0, 0, 0.0);
        foreach (var group in groups)
        {
            var ownBin = (2 * before + group.Count) * bins / (2L * labels.Length);
            if (ownBin != bin && count > 0)
            {
                result.Add(Bin());
                (count, positives, sum) = (0, 0, 0.0);
            }

            bin = ownBin;
            before += group.Count;
            count += group.Count;
            positives += group.Positives;
            sum += group.Score * group.Count;
        }

        result.Add(Bin());
        return result;

        CalibrationBin Bin() => new(sum / count, Intervals.Wilson((double)positives / count, count), count);
    }

    /// <summary>The expected calibration error: the mean of |mean predicted − observed| over the bins, weighted by their counts.</summary>
    /// <param name="bins">At least one.</param>
    /// <returns>0 (as predicted) to 1.</returns>
    /// <exception cref="ArgumentException">There are no bins.</exception>
    public static double CalibrationError(IReadOnlyList<CalibrationBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        if (bins.Count == 0)
            throw new ArgumentException("There must be at least one bin.", nameof(bins));
        return bins.Sum(bin => bin.Count * Math.Abs(bin.MeanPredicted - bin.Observed.Value)) / bins.Sum(bin => (double)bin.Count);
    }

    /// <summary>The ROC curve: one point for each distinct score as the threshold, the greatest first.</summary>
    /// <param name="scores">One for each row.</param>
    /// <param name="labels">What came.</param>
    /// <param name="maxPoints">How many points at most; at least 2. Where there are more, points about evenly along the curve stay.</param>
    /// <returns>From (0, 0) to (1, 1); empty where a class is absent.</returns>
    public static IReadOnlyList<RocPoint> Roc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, int maxPoints = 200)
    {
        Inputs.CheckScores(scores, labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxPoints, 2);
        var positives = labels.Count(true);
        var negatives = labels.Length - positives;
        if (positives == 0 || negatives == 0)
            return [];

        var groups = TieGroup.Descending(scores, labels);
        var result = new List<RocPoint> { new(0, 0) };
        var (falsePositives, truePositives, step) = (0, 0, 0);
        foreach (var group in groups.SkipLast(1))
        {
            truePositives += group.Positives;
            falsePositives += group.Count - group.Positives;
            var point = new RocPoint((double)falsePositives / negatives, (double)truePositives / positives);

            // The way along both axes is 2 long; of each step only the first point stays, the first and last steps are the ends'.
            var ownStep = Math.Min((int)((point.FalsePositiveRate + point.TruePositiveRate) / 2 * (maxPoints - 1)), maxPoints - 2);
            if (groups.Count < maxPoints || ownStep > step)
                result.Add(point);
            step = ownStep;
        }

        result.Add(new(1, 1));
        return result;
    }

    /// <summary>How the positives lie in equal parts of the users, the greatest scores first.</summary>
    /// <param name="scores">One for each user.</param>
    /// <param name="labels">What came.</param>
    /// <param name="bins">How many parts; at least 1. Where there are fewer users, there are as many parts as users.</param>
    /// <returns>
    /// Parts of exactly equal size: users of equal scores, and a user on a border, count in each part in proportion, so
    /// that equal scores give a flat curve. Empty where there are no positives.
    /// </returns>
    public static IReadOnlyList<LiftBin> Lift(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels, int bins = 10)
    {
        Inputs.CheckScores(scores, labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double positives = labels.Count(true);
        if (positives == 0)
            return [];

        bins = Math.Min(bins, labels.Length);
        var size = (double)labels.Length / bins;
        var groups = TieGroup.Descending(scores, labels);
        var result = new List<LiftBin>(bins);
        var (group, usersBefore, positivesBefore, captured) = (0, 0, 0, 0.0);
        for (var bin = 1; bin <= bins; bin++)
        {
            var border = (double)((long)labels.Length * bin) / bins;
            while (usersBefore + groups[group].Count < border)
            {
                usersBefore += groups[group].Count;
                positivesBefore += groups[group].Positives;
                group++;
            }

            var upToHere = positivesBefore + groups[group].Positives * ((border - usersBefore) / groups[group].Count);
            var rate = Math.Clamp((upToHere - captured) / size, 0, 1);
            result.Add(new((double)bin / bins, rate, rate / (positives / labels.Length), upToHere / positives));
            captured = upToHere;
        }

        return result;
    }
}
