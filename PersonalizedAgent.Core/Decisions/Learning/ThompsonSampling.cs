using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>
/// Thompson sampling (Thompson, Biometrika, 1933) without sampling: each action is taken with the probability that it is the best one, as far as is known.
/// </summary>
public static class ThompsonSampling
{
    /// <summary>Beyond so many deviations a normal distribution holds less than 1e-15.</summary>
    private const double Reach = 8;

    /// <summary>Where the line is cut, in deviations of each action: between two cuts every curve is smooth at the scale of the part.</summary>
    private static readonly double[] Cuts = [-Reach, -3, 0, 3, Reach];

    private static readonly GaussLegendreRule Rule = new(-1, 1, 16);

    /// <summary>
    /// The probability of each action that its expected reward is the greatest: ∫ φₐ Π Φ_b over the rewards, φ and Φ the density and the distribution of
    /// independent normal beliefs. By Gauss-Legendre quadrature with 16 nodes on each part between cuts at 0, ±3 and ±8 deviations of all actions, however
    /// different these are. The error is less than 1e-9; the probabilities are then scaled to sum to 1.
    /// </summary>
    /// <param name="beliefs">What is believed of each action; at least one, with deviations greater than 0.</param>
    /// <returns>In the order of the beliefs.</returns>
    public static double[] Propensities(IReadOnlyList<Belief> beliefs)
    {
        var sums = new double[beliefs.Count];
        if (sums.Length == 1)
            return [1];
        var cuts = new double[beliefs.Count * Cuts.Length];
        for (var i = 0; i < cuts.Length; i++)
            cuts[i] = beliefs[i / Cuts.Length].Mean + Cuts[i % Cuts.Length] * beliefs[i / Cuts.Length].Deviation;
        Array.Sort(cuts);
        for (var i = 1; i < cuts.Length; i++)
        {
            if (cuts[i] > cuts[i - 1])
                AddPart(beliefs, cuts[i - 1], cuts[i], sums);
        }

        var total = sums.Sum();
        return Array.ConvertAll(sums, sum => sum / total);
    }

    /// <summary>Takes probability from all actions but one, each in proportion, where together they have more than allowed.</summary>
    /// <param name="propensities">The probabilities; they sum to 1.</param>
    /// <param name="greedy">The place of the action that is not explored.</param>
    /// <param name="maxExploration">How much the others may have together, 0 to 1.</param>
    /// <returns>In the same order; they sum to 1.</returns>
    public static double[] Bounded(IReadOnlyList<double> propensities, int greedy, double maxExploration)
    {
        var explored = propensities.Where((_, place) => place != greedy).Sum();
        var factor = explored > maxExploration ? maxExploration / explored : 1;
        return [.. propensities.Select((value, place) => place == greedy ? 1 - explored * factor : value * factor)];
    }

    private static void AddPart(IReadOnlyList<Belief> beliefs, double start, double end, double[] sums)
    {
        Span<double> below = stackalloc double[beliefs.Count];
        var (middle, half) = ((start + end) / 2, (end - start) / 2);
        for (var node = 0; node < Rule.Order; node++)
        {
            var reward = middle + half * Rule.GetAbscissa(node);
            for (var i = 0; i < below.Length; i++)
                below[i] = Distribution((reward - beliefs[i].Mean) / beliefs[i].Deviation);
            for (var i = 0; i < below.Length; i++)
            {
                var product = half * Rule.GetWeight(node) * Density((reward - beliefs[i].Mean) / beliefs[i].Deviation) / beliefs[i].Deviation;
                for (var other = 0; other < below.Length; other++)
                    product *= other == i ? 1 : below[other];
                sums[i] += product;
            }
        }
    }

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);

    private static double Distribution(double z) => SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2;
}
