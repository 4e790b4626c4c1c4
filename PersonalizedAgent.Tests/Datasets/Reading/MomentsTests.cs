using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Tests.Datasets.Reading;

public sealed class MomentsTests
{
    private static readonly DateTime First = new(1932, 1, 1);
    private static readonly DateTime Last = new(2067, 12, 31, 23, 59, 59);

    [Fact]
    public void FromDateTime_StartOf2000_IsZero() => Assert.Equal(0, Moments.FromDateTime(new DateTime(2000, 1, 1)));

    [Fact]
    public void FromDateTime_Bounds_AreMinAndMax()
    {
        Assert.Equal(Moments.Min, Moments.FromDateTime(First));
        Assert.Equal(Moments.Max, Moments.FromDateTime(Last.AddTicks(TimeSpan.TicksPerSecond - 1)));
    }

    [Fact]
    public void FromDateTime_BeyondBounds_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments.FromDateTime(First.AddTicks(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Moments.FromDateTime(Last.AddSeconds(1)));
    }

    [Fact]
    public void FromDateTime_PartOfASecond_IsDroppedOnBothSidesOfZero()
    {
        Assert.Equal(0, Moments.FromDateTime(new DateTime(2000, 1, 1).AddMilliseconds(999)));
        Assert.Equal(-1, Moments.FromDateTime(new DateTime(2000, 1, 1).AddMilliseconds(-1)));
        Assert.Equal(-1, Moments.FromDateTime(new DateTime(2000, 1, 1).AddMilliseconds(-1000)));
    }

    [Theory]
    [InlineData(Moments.Min)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(808_000_000)]
    [InlineData(Moments.Max)]
    public void ToDateTime_AnyMoment_LeadsBack(int moment)
    {
        Assert.Equal(moment, Moments.FromDateTime(Moments.ToDateTime(moment)));
        Assert.Equal(DateOnly.FromDateTime(Moments.ToDateTime(moment)), Moments.ToDay(moment));
    }

    [Fact]
    public void ToDay_AroundMidnight_Changes()
    {
        var start = Moments.StartOf(new DateOnly(1999, 12, 31));

        Assert.Equal(new DateOnly(1999, 12, 30), Moments.ToDay(start - 1));
        Assert.Equal(new DateOnly(1999, 12, 31), Moments.ToDay(start));
        Assert.Equal(new DateOnly(1999, 12, 31), Moments.ToDay(-1));
        Assert.Equal(new DateOnly(2000, 1, 1), Moments.ToDay(0));
    }

    [Fact]
    public void EndOf_IsTheNextMidnight_AndBeyondTheBoundsNoMoment()
    {
        Assert.Equal(Moments.StartOf(new DateOnly(2025, 8, 14)), Moments.EndOf(new DateOnly(2025, 8, 13)));
        Assert.Equal(Moments.Max + 1, Moments.EndOf(new DateOnly(2067, 12, 31)));
        Assert.Equal(int.MaxValue, Moments.EndOf(DateOnly.MaxValue));
        Assert.Equal(int.MinValue, Moments.EndOf(DateOnly.MinValue));
    }

    [Fact]
    public void StartOf_IsMidnight_AndBeyondTheBoundsNoMoment()
    {
        Assert.Equal(0, Moments.StartOf(new DateOnly(2000, 1, 1)));
        Assert.Equal(Moments.Min, Moments.StartOf(new DateOnly(1932, 1, 1)));
        Assert.Equal(Moments.Max, Moments.StartOf(new DateOnly(2067, 12, 31)) + Moments.SecondsPerDay - 1);
        Assert.Equal(int.MaxValue, Moments.StartOf(DateOnly.MaxValue));
        Assert.Equal(int.MinValue, Moments.StartOf(DateOnly.MinValue));
    }
}
