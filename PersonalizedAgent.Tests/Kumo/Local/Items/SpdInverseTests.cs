using PersonalizedAgent.Core.Kumo.Local.Items;

namespace PersonalizedAgent.Tests.Kumo.Local.Items;

public sealed class SpdInverseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(130)]
    [InlineData(201)]
    public void Invert_AroundTheBlockSize_IsAsByHand(int size)
    {
        var matrix = Matrix(size);
        var expected = Naive(matrix, size);

        SpdInverse.Invert(matrix, size);

        for (var i = 0; i < matrix.Length; i++)
            Assert.Equal(expected[i], matrix[i], 1e-12);
    }

    [Fact]
    public void Invert_Nothing_IsNothing() => SpdInverse.Invert([], 0);

    [Fact]
    public void Invert_TwoByTwo_IsExact()
    {
        double[] matrix = [4, 2, 2, 2];

        SpdInverse.Invert(matrix, 2);

        Assert.Equal([0.5, -0.5, -0.5, 1], matrix);
    }

    [Fact]
    public async Task Invert_OnOneThread_GivesTheSameBytes()
    {
        var parallel = Inverse();

        var alone = await Purchases.OnOneThread(Inverse);

        Assert.Equal(parallel.Select(BitConverter.DoubleToInt64Bits), alone.Select(BitConverter.DoubleToInt64Bits));

        static double[] Inverse()
        {
            var matrix = Matrix(203);
            SpdInverse.Invert(matrix, 203);
            return matrix;
        }
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(-1, 0, 1)]
    [InlineData(double.NaN, 0, 1)]
    [InlineData(1, double.PositiveInfinity, 1)]
    public void Invert_NotPositiveDefinite_Throws(double first, double beside, double last) =>
        Assert.Throws<ArgumentException>(() => SpdInverse.Invert([first, beside, beside, last], 2));

    [Fact]
    public void Invert_OtherLength_Throws() => Assert.Throws<ArgumentException>(() => SpdInverse.Invert(new double[5], 2));

    [Theory]
    [InlineData(-1)]
    [InlineData(SpdInverse.MaxSize + 1)]
    public void Invert_SizeOutOfRange_Throws(int size) => Assert.Throws<ArgumentOutOfRangeException>(() => SpdInverse.Invert([], size));

    [Fact]
    public void Invert_Cancelled_Throws() =>
        Assert.Throws<OperationCanceledException>(() => SpdInverse.Invert([1], 1, new CancellationToken(canceled: true)));

    private static double[] Matrix(int size)
    {
        var random = new Random(size);
        var matrix = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i * size + j] = matrix[j * size + i] = random.NextDouble() * 2 - 1;
            matrix[i * size + i] += size;
        }

        return matrix;
    }

    /// <summary>Gauss-Jordan with the unit matrix beside it.</summary>
    private static double[] Naive(double[] matrix, int size)
    {
        var left = (double[])matrix.Clone();
        var right = new double[size * size];
        for (var k = 0; k < size; k++)
            right[k * size + k] = 1;
        for (var k = 0; k < size; k++)
        {
            var pivot = left[k * size + k];
            for (var j = 0; j < size; j++)
                (left[k * size + j], right[k * size + j]) = (left[k * size + j] / pivot, right[k * size + j] / pivot);
            for (var i = 0; i < size; i++)
            {
                var factor = i == k ? 0 : left[i * size + k];
                for (var j = 0; j < size; j++)
                {
                    left[i * size + j] -= factor * left[k * size + j];
                    right[i * size + j] -= factor * right[k * size + j];
                }
            }
        }

        return right;
    }
}
