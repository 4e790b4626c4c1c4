using System.Numerics;
using System.Runtime.InteropServices;

namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>What each item of a catalogue says about each other one: linear weights in closed form. Immutable, safe to use from many threads.</summary>
/// <remarks>
/// EASE, Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse Data", arXiv 1905.03375: with X the users' items as zeros and ones and
/// P = (X'X + lambda I)^-1, the weights are B = -P / diag(P), column by column, with a diagonal of zeros.
/// </remarks>
internal sealed class EaseModel
{
    private readonly float[] _weights;

    private EaseModel(float[] weights, int size)
    {
        _weights = weights;
        Size = size;
    }

    /// <summary>How many items the model knows.</summary>
    public int Size { get; }

    /// <summary>Fits.</summary>
    /// <param name="gram">X'X, row by row; overwritten.</param>
    /// <param name="size">How many items there are.</param>
    /// <param name="lambda">What pulls the weights towards zero, above 0; counts users, as the diagonal of X'X does.</param>
    /// <param name="token">Ends the work.</param>
    public static EaseModel Fit(double[] gram, int size, double lambda, CancellationToken token)
    {
        for (var i = 0; i < size; i++)
            gram[i * size + i] += lambda;
        SpdInverse.Invert(gram, size, token);

        var diagonal = new double[size];
        for (var i = 0; i < size; i++)
            diagonal[i] = gram[i * size + i];
        var weights = GC.AllocateUninitializedArray<float>(size * size);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                weights[i * size + j] = i == j ? 0 : (float)(-gram[i * size + j] / diagonal[j]);
        }

        return new(weights, size);
    }

    /// <summary>What one item says about another.</summary>
    public float this[int from, int to] => _weights[from * Size + to];

    /// <summary>Adds what an item says about all items to scores.</summary>
    /// <param name="item">The item's place in the model.</param>
    /// <param name="weight">What it counts.</param>
    /// <param name="scores">A score for each item of the model.</param>
    public void AddTo(Span<float> scores, int item, float weight)
    {
        var row = _weights.AsSpan(item * Size, Size);
        var rowVectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        var scoreVectors = MemoryMarshal.Cast<float, Vector<float>>(scores[..Size]);
        var factor = new Vector<float>(weight);
        for (var i = 0; i < scoreVectors.Length; i++)
            scoreVectors[i] = Vector.FusedMultiplyAdd(factor, rowVectors[i], scoreVectors[i]);
        for (var i = scoreVectors.Length * Vector<float>.Count; i < Size; i++)
            scores[i] = MathF.FusedMultiplyAdd(weight, row[i], scores[i]);
    }
}
