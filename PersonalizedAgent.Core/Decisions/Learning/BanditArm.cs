using System.Buffers.Binary;

namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>
/// A Bayesian linear regression of the reward of one action, with known noise variance σ² (Bishop, Pattern Recognition and Machine Learning, 2006, 3.3):
/// precision Λ = Λ₀ + Σ w x xᵀ / σ², sums s = Λ₀ m₀ + Σ w x r / σ², mean of the weights Λ⁻¹ s, covariance Λ⁻¹. Immutable.
/// </summary>
internal sealed class BanditArm
{
    private readonly double[] _precision;
    private readonly double[] _sums;
    private readonly double[] _factor;
    private readonly double[] _weights;

    /// <summary>Takes the arrays over.</summary>
    /// <param name="precision">The lower triangle of Λ, row by row.</param>
    /// <param name="sums">s.</param>
    private BanditArm(double[] precision, double[] sums)
    {
        (_precision, _sums) = (precision, sums);
        _factor = Factor(precision, sums.Length);
        _weights = (double[])sums.Clone();
        SolveLower(_factor, _weights);
        SolveUpper(_factor, _weights);
    }

    /// <summary>Before anything is learned: weights of their own means and one deviation, independent of each other.</summary>
    public static BanditArm Prior(ReadOnlySpan<double> means, double deviation)
    {
        var precision = new double[means.Length * (means.Length + 1) / 2];
        var sums = new double[means.Length];
        for (var i = 0; i < means.Length; i++)
        {
            precision[RowOf(i) + i] = 1 / (deviation * deviation);
            sums[i] = means[i] / (deviation * deviation);
        }

        return new BanditArm(precision, sums);
    }

    /// <summary>The arm after one more reward.</summary>
    /// <param name="features">x.</param>
    /// <param name="reward">r.</param>
    /// <param name="weight">w / σ².</param>
    public BanditArm Learn(ReadOnlySpan<double> features, double reward, double weight)
    {
        var (precision, sums) = ((double[])_precision.Clone(), (double[])_sums.Clone());
        for (var i = 0; i < features.Length; i++)
        {
            var row = precision.AsSpan(RowOf(i));
            for (var j = 0; j <= i; j++)
                row[j] += weight * features[i] * features[j];
            sums[i] += weight * reward * features[i];
        }

        return new BanditArm(precision, sums);
    }

    /// <summary>The expected reward: mean wᵀx, variance xᵀ Λ⁻¹ x = |L⁻¹ x|² with Λ = L Lᵀ.</summary>
    public Belief Believe(ReadOnlySpan<double> features)
    {
        Span<double> solved = stackalloc double[features.Length];
        features.CopyTo(solved);
        SolveLower(_factor, solved);
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < solved.Length; i++)
        {
            mean += _weights[i] * features[i];
            variance += solved[i] * solved[i];
        }

        return new Belief(mean, Math.Sqrt(variance));
    }

    /// <summary>Writes all that the arm is made of, and returns how many bytes that are.</summary>
    public int Write(Span<byte> bytes)
    {
        var count = 0;
        foreach (var value in _precision)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[(sizeof(double) * count++)..], value);
        foreach (var value in _sums)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes[(sizeof(double) * count++)..], value);
        return sizeof(double) * count;
    }

    /// <summary>How many bytes an arm takes.</summary>
    public int Size => sizeof(double) * (_precision.Length + _sums.Length);

    private static int RowOf(int row) => row * (row + 1) / 2;

    /// <summary>The Cholesky factor L. Λ is positive definite: it began with a positive diagonal, and what was added is not negative.</summary>
    private static double[] Factor(double[] matrix, int width)
    {
        var factor = (double[])matrix.Clone();
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = factor[RowOf(i) + j];
                for (var k = 0; k < j; k++)
                    sum -= factor[RowOf(i) + k] * factor[RowOf(j) + k];
                factor[RowOf(i) + j] = i == j ? Math.Sqrt(sum) : sum / factor[RowOf(j) + j];
            }
        }

        return factor;
    }

    private static void SolveLower(double[] factor, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            for (var j = 0; j < i; j++)
                values[i] -= factor[RowOf(i) + j] * values[j];
            values[i] /= factor[RowOf(i) + i];
        }
    }

    private static void SolveUpper(double[] factor, Span<double> values)
    {
        for (var i = values.Length - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < values.Length; j++)
                values[i] -= factor[RowOf(j) + i] * values[j];
            values[i] /= factor[RowOf(i) + i];
        }
    }
}
