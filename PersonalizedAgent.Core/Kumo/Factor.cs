using System.Globalization;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>Something that moved a score.</summary>
/// <param name="Text">What it is, in words, such as <c>bought 3 days ago</c>.</param>
/// <param name="Effect">By how much it moved the score, in points of the score. What others take back may go beyond −1 and 1: the sum alone does not.</param>
public sealed record Factor(string Text, double Effect)
{
    /// <summary>In words with its sign, such as <c>bought 3 days ago: +0.21</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text}: {Effect:+0.00;−0.00;0.00}");
}
