using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>A few numbers that tell one thing about a user, and the words for it: the model weighs the numbers, people are shown the words.</summary>
internal abstract class FeatureBlock
{
    /// <summary>What it tells, such as <c>recency</c>; unique in a set.</summary>
    public abstract string Name { get; }

    /// <summary>How many numbers.</summary>
    public abstract int Width { get; }

    /// <summary>
    /// Which way a number may move the chance of an order, one sign a number: +1 up alone, −1 down alone, 0 either way. Another order must not make the next one
    /// less likely: from what else the examples have in common a model could learn so.
    /// </summary>
    public virtual ReadOnlySpan<sbyte> Signs => new sbyte[Width];

    /// <summary>Writes the numbers of a user at an anchor.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="summary">What its orders tell.</param>
    /// <param name="values">As many places as <see cref="Width"/>; they hold 0.</param>
    public abstract void Fill(in UserPast past, in PastSummary summary, Span<float> values);

    /// <summary>What it tells of a user, in words for a page.</summary>
    public abstract string Describe(in UserPast past, in PastSummary summary);
}
