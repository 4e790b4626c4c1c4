using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Model;

public sealed class DisplayTests
{
    [Theory]
    [InlineData(0.000_1, "< 0.01 ms")]
    [InlineData(0.05, "0.05 ms")]
    [InlineData(1, "1 ms")]
    [InlineData(999, "999 ms")]
    [InlineData(1000, "1.0 s")]
    [InlineData(15_340, "15.3 s")]
    public void Duration_HasMeaningfulDigits(double milliseconds, string expected) => Assert.Equal(expected, Display.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Theory]
    [InlineData(null, "—")]
    [InlineData(0L, "0")]
    [InlineData(1_000_000L, "1,000,000")]
    public void Number_GroupsThousands(long? value, string expected) => Assert.Equal(expected, Display.Number(value));

    [Fact]
    public void Day_IsWrittenOut() => Assert.Equal(("9 Aug 2025", "—"), (Display.Day(new DateOnly(2025, 8, 9)), Display.Day(null)));

    [Theory]
    [InlineData(null, "")]
    [InlineData(0, "active today")]
    [InlineData(1, "active yesterday")]
    [InlineData(1468, "active 1,468 days ago")]
    public void DaysAgo_InWords(int? days, string expected) => Assert.Equal(expected, Display.DaysAgo(days));

    [Fact]
    public void TimeOfDay_FollowsTheClocksZone() => Assert.Equal("10:42:07.114", Display.TimeOfDay(Sample.Now.ToOffset(TimeSpan.FromHours(5)), new ManualClock()));

    [Fact]
    public void Source_TellsThisPageFromAnother()
    {
        var (mine, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.Equal(["this page", "another page", "REST"], new[] { new DecisionSource(mine), new DecisionSource(other), DecisionSource.Rest }.Select(source => Display.Source(source, mine)));
    }

    [Fact]
    public void EveryName_IsThere()
    {
        Assert.All(Enum.GetValues<PredictionBackend>(), backend => Assert.NotEmpty(Display.Backend(backend) + Display.BackendMeaning(backend)));
        Assert.All(UserColumn.Standard, column => Assert.NotEmpty(Display.Column(column)));
        Assert.All(Enum.GetValues<UserProblem>(), problem => Assert.NotEmpty(Display.Problem(problem)));
    }
}
