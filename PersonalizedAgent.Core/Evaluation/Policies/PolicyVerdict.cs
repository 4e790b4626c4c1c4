namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>What can be said of two policies. A winner is named only where chance hardly explains the difference.</summary>
/// <param name="Difference">What it rests on.</param>
public abstract record PolicyVerdict(PolicyDifference Difference)
{
    /// <summary>With a smaller effective sample size intervals by the normal approximation are not to be trusted, and no winner is named.</summary>
    public const double LeastEffectiveSampleSize = 100;

    /// <summary>More decisions than anybody waits for; of so many nothing is said.</summary>
    private const double Unreachable = 1e9;

    /// <summary>In a sentence, with values per 1,000 decisions.</summary>
    public abstract string Text { get; }

    /// <summary>What can be said.</summary>
    /// <remarks>
    /// Below <see cref="LeastEffectiveSampleSize"/>: not enough evidence. Else, where the 95 % interval of the difference leaves out zero, a winner; an
    /// interval that ends at zero does not leave it out. Else no difference is shown. Each verdict stands by itself: of many policies that are no better,
    /// one in twenty is named better or worse. At the bound the interval of the difference of two single actions holds the truth 95 to 96 times in 100, also
    /// for chances of 2 % (simulated).
    /// </remarks>
    public static PolicyVerdict Of(PolicyDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        if (difference.EffectiveSampleSize < LeastEffectiveSampleSize)
            return new NotEnoughEvidence(difference, MoreUntilEnough(difference));
        return difference.Value switch
        {
            { Low: > 0 } => new Winner(difference, difference.First, difference.Second),
            { High: < 0 } => new Winner(difference, difference.Second, difference.First),
            _ => new NoDifferenceShown(difference, MoreUntilShown(difference)),
        };
    }

    /// <summary>
    /// n' − n for the n' at which the half-width z √(variance / n') is the difference: n' = variance (z / difference)².
    /// <see langword="null"/> where there is no difference or no spread to reckon with, and where nobody would live to see it.
    /// </summary>
    private static long? MoreUntilShown(PolicyDifference difference)
    {
        var ratio = Intervals.Z / difference.Value.Value;
        return MoreThan(difference.Rows, difference.Variance * ratio * ratio);
    }

    /// <summary>n n' / n for the effective sample size to grow to its bound, or until the difference would be shown, whichever is more.</summary>
    private static long MoreUntilEnough(PolicyDifference difference)
    {
        var forSize = MoreThan(difference.Rows, difference.Rows * LeastEffectiveSampleSize / difference.EffectiveSampleSize) ?? 0;
        return Math.Max(Math.Max(forSize, MoreUntilShown(difference) ?? 0), 1);
    }

    private static long? MoreThan(int rows, double needed) => needed is >= 0 and < Unreachable ? Math.Max((long)Math.Ceiling(needed - rows), 1) : null;

    private static string Figures(PolicyDifference difference) =>
        FormattableString.Invariant($"{1000 * difference.Value.Value:+0.0;−0.0;0.0} per 1,000 decisions (95 % interval {1000 * difference.Value.Low:+0.0;−0.0;0.0} to {1000 * difference.Value.High:+0.0;−0.0;0.0})");

    /// <summary>About so many: two digits, rounded up.</summary>
    private static string About(long count)
    {
        var unit = 1L;
        while (count / unit >= 100)
            unit *= 10;
        return FormattableString.Invariant($"about {(count + unit - 1) / unit * unit:#,0} more decision{(count == 1 ? "" : "s")}");
    }

    /// <summary>One policy earns more.</summary>
    /// <param name="Difference">What it rests on.</param>
    /// <param name="Name">The one that earns more.</param>
    /// <param name="Loser">The one that earns less.</param>
    public sealed record Winner(PolicyDifference Difference, string Name, string Loser) : PolicyVerdict(Difference)
    {
        /// <inheritdoc/>
        public override string Text
        {
            get
            {
                var (value, low, high) = (Math.Abs(Difference.Value.Value), Math.Abs(Difference.Value.Low), Math.Abs(Difference.Value.High));
                return FormattableString.Invariant($"{Name} earns more than {Loser}: by {1000 * value:0.0} per 1,000 decisions (95 % interval {1000 * Math.Min(low, high):0.0} to {1000 * Math.Max(low, high):0.0}).");
            }
        }
    }

    /// <summary>Chance alone may explain the difference.</summary>
    /// <param name="Difference">What it rests on.</param>
    /// <param name="MoreDecisions">How many more would show a difference of the present size; <see langword="null"/> where that cannot be told.</param>
    public sealed record NoDifferenceShown(PolicyDifference Difference, long? MoreDecisions) : PolicyVerdict(Difference)
    {
        /// <inheritdoc/>
        public override string Text => $"No difference shown: {Difference.First} less {Difference.Second} is {Figures(Difference)}."
            + (MoreDecisions is { } more ? $" To show one of this size would take {About(more)}." : "");
    }

    /// <summary>Too few rows tell of one of the policies.</summary>
    /// <param name="Difference">What there is.</param>
    /// <param name="MoreDecisions">
    /// How many more it takes, as far as can be told now: until the effective sample size is reached, growing as it did, and the difference would be shown.
    /// </param>
    public sealed record NotEnoughEvidence(PolicyDifference Difference, long MoreDecisions) : PolicyVerdict(Difference)
    {
        /// <inheritdoc/>
        public override string Text =>
            FormattableString.Invariant($"Not enough evidence on {Difference.First} against {Difference.Second}: {About(MoreDecisions)}. The log tells as much of them as {Difference.EffectiveSampleSize:0} decisions would; a verdict takes {LeastEffectiveSampleSize:0}.");
    }
}
