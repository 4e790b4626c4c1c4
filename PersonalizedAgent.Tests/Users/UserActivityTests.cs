using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Users;

public sealed class UserActivityTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 1)]
    [InlineData(-366, 366)]
    [InlineData(1, null)]
    public void DaysSinceActive_CountsWholeDays_AndNeverBelowZero(int daysFromToday, int? expected) =>
        Assert.Equal(expected, UserActivity.DaysSinceActive(Sample.Today.AddDays(daysFromToday), Sample.Today));

    [Fact]
    public void DaysSinceActive_UnknownDay_IsUnknown() => Assert.Null(UserActivity.DaysSinceActive(null, Sample.Today));

    [Fact]
    public void Today_FollowsTheClocksTimeZone()
    {
        var clock = new ManualClock();
        Assert.Equal(Sample.Today, clock.Today());

        clock.Advance(TimeSpan.FromHours(14));

        Assert.Equal(Sample.Today.AddDays(1), clock.Today());
    }
}
