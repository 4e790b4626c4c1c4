using PersonalizedAgent.Core.Kumo;

namespace PersonalizedAgent.Tests.Kumo;

public sealed class ScoreTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(double.Epsilon)]
    [InlineData(1)]
    public void Score_InRange_Keeps(double value) => Assert.Equal(value, new Score(value).Value);

    [Theory]
    [InlineData(-double.Epsilon)]
    [InlineData(1.0000000000000002)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Score_OutOfRange_Throws(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => new Score(value));

    [Theory]
    [InlineData(0.125, 0.12)]
    [InlineData(0.375, 0.38)]
    [InlineData(0.624, 0.62)]
    [InlineData(0.626, 0.63)]
    [InlineData(0.999, 1)]
    public void Rounded_HalfWay_GoesToTheEvenNeighbour(double value, double expected) => Assert.Equal(expected, new Score(value).Rounded().Value);

    [Theory]
    [InlineData(0, "0.00")]
    [InlineData(0.8, "0.80")]
    [InlineData(1, "1.00")]
    public void ToString_AlwaysHasTwoPlaces(double value, string expected) => Assert.Equal(expected, new Score(value).ToString());
}
