using System.Numerics;
using System.Runtime.InteropServices;

namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>Some rows P of a matrix, laid out for adding multiples of them to other rows: f P, with a number of f for each row of P.</summary>
internal sealed class SpdPanel
{
    /// <summary>How many rows are added to together, to read P once for all of them.</summary>
    public const int GroupSize = 4;

    /// <summary>How many columns are worked on together: two vectors.</summary>
    private static readonly int StripWidth = 2 * Vector<double>.Count;

    private readonly int _size;

    /// <summary>P by strips of columns, and row by row within a strip; the last strip is filled up with zeros.</summary>
    private readonly double[] _cells;
    private int _height;

    /// <summary>Makes room.</summary>
    /// <param name="size">How many columns there are.</param>
    /// <param name="maxHeight">How many rows P has at most.</param>
    public SpdPanel(int size, int maxHeight)
    {
        _size = size;
        _cells = new double[(size + StripWidth - 1) / StripWidth * StripWidth * maxHeight];
    }

    /// <summary>Copies P.</summary>
    /// <param name="rows">The cells, row by row.</param>
    public void Fill(ReadOnlySpan<double> rows)
    {
        _height = rows.Length / _size;
        for (var column = 0; column < _size; column += StripWidth)
        {
            var width = Math.Min(StripWidth, _size - column);
            for (var p = 0; p < _height; p++)
            {
                var target = _cells.AsSpan(column * _height + p * StripWidth, StripWidth);
                target.Clear();
                rows.Slice(p * _size + column, width).CopyTo(target);
            }
        }
    }

    /// <summary>Adds f P to a group of rows.</summary>
    /// <param name="rows">The cells of at most <see cref="GroupSize"/> rows.</param>
    /// <param name="factors">f, by row of P and then by row of the group; <see cref="GroupSize"/> numbers each, also for fewer rows.</param>
    public void AddTo(Span<double> rows, ReadOnlySpan<double> factors)
    {
        var isWhole = rows.Length == GroupSize * _size;
        if (isWhole)
            AddVectors(rows, factors);
        for (var r = 0; r * _size < rows.Length; r++)
            AddNumbers(rows.Slice(r * _size, _size), isWhole ? _size / StripWidth * StripWidth : 0, factors[r..]);
    }

    /// <summary>All whole strips of a whole group.</summary>
    private void AddVectors(Span<double> rows, ReadOnlySpan<double> factors)
    {
        var row0 = Vectors(rows, 0);
        var row1 = Vectors(rows, 1);
        var row2 = Vectors(rows, 2);
        var row3 = Vectors(rows, 3);
        for (var strip = 0; strip < _size / StripWidth; strip++)
        {
            var left = 2 * strip;
            var right = left + 1;
            var (left0, left1, left2, left3) = (row0[left], row1[left], row2[left], row3[left]);
            var (right0, right1, right2, right3) = (row0[right], row1[right], row2[right], row3[right]);
            var panel = MemoryMarshal.Cast<double, Vector<double>>(_cells.AsSpan(strip * StripWidth * _height, StripWidth * _height));
            for (var p = 0; p < _height; p++)
            {
                var (panelLeft, panelRight) = (panel[2 * p], panel[2 * p + 1]);
                var f = factors.Slice(p * GroupSize, GroupSize);
                left0 = Vector.FusedMultiplyAdd(new(f[0]), panelLeft, left0);
                right0 = Vector.FusedMultiplyAdd(new(f[0]), panelRight, right0);
                left1 = Vector.FusedMultiplyAdd(new(f[1]), panelLeft, left1);
                right1 = Vector.FusedMultiplyAdd(new(f[1]), panelRight, right1);
                left2 = Vector.FusedMultiplyAdd(new(f[2]), panelLeft, left2);
                right2 = Vector.FusedMultiplyAdd(new(f[2]), panelRight, right2);
                left3 = Vector.FusedMultiplyAdd(new(f[3]), panelLeft, left3);
                right3 = Vector.FusedMultiplyAdd(new(f[3]), panelRight, right3);
            }

            (row0[left], row1[left], row2[left], row3[left]) = (left0, left1, left2, left3);
            (row0[right], row1[right], row2[right], row3[right]) = (right0, right1, right2, right3);
        }
    }

    /// <summary>One row from the start of a strip on, number by number.</summary>
    private void AddNumbers(Span<double> row, int fromColumn, ReadOnlySpan<double> factors)
    {
        for (var column = fromColumn; column < _size; column++)
        {
            var place = column / StripWidth * StripWidth * _height + column % StripWidth;
            for (var p = 0; p < _height; p++)
                row[column] = Math.FusedMultiplyAdd(factors[p * GroupSize], _cells[place + p * StripWidth], row[column]);
        }
    }

    private Span<Vector<double>> Vectors(Span<double> rows, int row) => MemoryMarshal.Cast<double, Vector<double>>(rows.Slice(row * _size, _size));
}
