using System.Runtime.CompilerServices;

namespace PersonalizedAgent.Core.Evaluation;

/// <summary>Refuses what cannot be measured.</summary>
internal static class Inputs
{
    /// <summary>Scores must be there, one for each label, and numbers; infinite ones are numbers.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static void CheckScores(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> labels,
        [CallerArgumentExpression(nameof(scores))] string? name = null)
    {
        if (scores.Length != labels.Length)
            throw new ArgumentException($"There must be as many values as labels; there are {scores.Length} and {labels.Length}.", name);
        CheckNumbers(scores, name);
    }

    /// <summary>Probabilities must be there, one for each label, and lie in [0, 1].</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void CheckProbabilities(
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<bool> labels,
        [CallerArgumentExpression(nameof(probabilities))] string? name = null)
    {
        CheckScores(probabilities, labels, name);
        var outside = probabilities.IndexOfAnyExceptInRange(0.0, 1.0);
        if (outside >= 0)
            throw new ArgumentException($"A probability must lie in [0, 1]; the one at {outside} does not.", name);
    }

    /// <summary>There must be values, and none may be NaN.</summary>
    /// <exception cref="ArgumentException">There are none, or one is.</exception>
    public static void CheckNumbers(ReadOnlySpan<double> values, [CallerArgumentExpression(nameof(values))] string? name = null)
    {
        if (values.IsEmpty)
            throw new ArgumentException("There must be at least one value.", name);
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
                throw new ArgumentException($"Every value must be a number; the one at {i} is NaN.", name);
        }
    }
}
