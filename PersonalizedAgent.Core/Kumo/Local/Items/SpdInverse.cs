namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>Inverts symmetric positive definite matrices in place, on all cores.</summary>
/// <remarks>
/// Gauss-Jordan by blocks of the diagonal, without pivoting, which such a matrix does not need. With D the inverse of the block and P its rows,
/// each row r outside gets f = -r[block] D, each row inside is emptied and gets its row of D for f; then r += f P, and f becomes r[block].
/// Every number is made by the same fused operations in the same order: the bytes depend neither on the number of cores nor on the width of their vectors.
/// </remarks>
internal sealed class SpdInverse
{
    /// <summary>How many rows a block of the diagonal has; the last one may have fewer.</summary>
    public const int BlockSize = 64;

    /// <summary>The most rows a matrix may have, so that all its cells fit one array.</summary>
    public const int MaxSize = 46_340;

    private readonly double[] _matrix;
    private readonly int _size;
    private readonly double[] _diagonal = new double[BlockSize * BlockSize];

    private readonly SpdPanel _panel;

    private SpdInverse(double[] matrix, int size)
    {
        _matrix = matrix;
        _size = size;
        _panel = new(size, Math.Min(BlockSize, size));
    }

    /// <summary>Replaces a matrix by its inverse.</summary>
    /// <param name="matrix">The cells, row by row.</param>
    /// <param name="size">How many rows and columns there are.</param>
    /// <param name="token">Ends the work between two blocks; the matrix is of no use then.</param>
    /// <exception cref="ArgumentException">The matrix is not positive definite, or <paramref name="matrix"/> does not have <paramref name="size"/> squared cells.</exception>
    public static void Invert(double[] matrix, int size, CancellationToken token = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        if (matrix.Length != size * size)
            throw new ArgumentException("Must have as many cells as the square of its size.", nameof(matrix));

        var inverse = new SpdInverse(matrix, size);
        for (var start = 0; start < size; start += BlockSize)
        {
            token.ThrowIfCancellationRequested();
            inverse.Eliminate(start, Math.Min(BlockSize, size - start));
        }
    }

    private void Eliminate(int start, int height)
    {
        for (var i = 0; i < height; i++)
            Cells(start + i, start, height).CopyTo(_diagonal.AsSpan(i * height));
        InvertDirectly(_diagonal.AsSpan(0, height * height), height);
        _panel.Fill(_matrix.AsSpan(start * _size, height * _size));
        Parallel.For(0, (_size + SpdPanel.GroupSize - 1) / SpdPanel.GroupSize, group => Update(group * SpdPanel.GroupSize, start, height));
    }

    /// <summary>Gauss-Jordan number by number.</summary>
    private static void InvertDirectly(Span<double> cells, int size)
    {
        for (var k = 0; k < size; k++)
        {
            var pivotRow = cells.Slice(k * size, size);
            // Says no to NaN too.
            if (!(pivotRow[k] > 0 && double.IsFinite(pivotRow[k])))
                throw new ArgumentException("Must be positive definite.");
            var scale = 1 / pivotRow[k];
            pivotRow[k] = 1;
            for (var j = 0; j < size; j++)
                pivotRow[j] *= scale;
            for (var i = 0; i < size; i++)
            {
                if (i == k)
                    continue;
                var row = cells.Slice(i * size, size);
                var factor = row[k];
                row[k] = 0;
                for (var j = 0; j < size; j++)
                    row[j] = Math.FusedMultiplyAdd(-factor, pivotRow[j], row[j]);
            }
        }
    }

    private void Update(int firstRow, int start, int height)
    {
        // Blocks start at multiples of the group: a group never lies on both sides of a block's edge.
        var isInside = firstRow >= start && firstRow < start + height;
        var rowCount = Math.Min(SpdPanel.GroupSize, _size - firstRow);
        // By row of P, then by row of the group, as they are read.
        Span<double> factors = stackalloc double[BlockSize * SpdPanel.GroupSize];
        factors.Clear();
        for (var r = 0; r < rowCount; r++)
            FillFactors(factors[r..], firstRow + r, start, height, isInside);
        for (var r = 0; r < rowCount && isInside; r++)
            Cells(firstRow + r, 0, _size).Clear();

        _panel.AddTo(_matrix.AsSpan(firstRow * _size, rowCount * _size), factors);
        for (var r = 0; r < rowCount; r++)
        {
            var cells = Cells(firstRow + r, start, height);
            for (var p = 0; p < height; p++)
                cells[p] = factors[p * SpdPanel.GroupSize + r];
        }
    }

    private void FillFactors(Span<double> factors, int row, int start, int height, bool isInside)
    {
        var cells = Cells(row, start, height);
        for (var p = 0; p < height; p++)
        {
            if (isInside)
            {
                factors[p * SpdPanel.GroupSize] = _diagonal[(row - start) * height + p];
                continue;
            }

            var sum = 0d;
            for (var q = 0; q < height; q++)
                sum = Math.FusedMultiplyAdd(-cells[q], _diagonal[q * height + p], sum);
            factors[p * SpdPanel.GroupSize] = sum;
        }
    }

    private Span<double> Cells(int row, int column, int count) => _matrix.AsSpan(row * _size + column, count);
}
