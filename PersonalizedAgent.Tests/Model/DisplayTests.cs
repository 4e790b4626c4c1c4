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

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(14_200, "14.2 kB")]
    [InlineData(1_000_000, "1.0 MB")]
    [InlineData(1_400_000_000, "1.4 GB")]
    public void Size_HasItsUnit(long bytes, string expected) => Assert.Equal(expected, Display.Size(bytes));

    [Theory]
    [InlineData(null, "—")]
    [InlineData(0.0, "0.00")]
    [InlineData(-1234.5, "-1,234.50")]
    public void Money_HasTwoPlaces(double? amount, string expected) => Assert.Equal(expected, Display.Money(amount));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(12.34567, "12.3457")]
    [InlineData(-12000.5, "-12,000.5")]
    public void Fraction_HasAsManyPlacesAsItNeeds(double number, string expected) => Assert.Equal(expected, Display.Fraction(number));

    [Theory]
    [InlineData(0, "0 orders")]
    [InlineData(1, "1 order")]
    [InlineData(2000, "2,000 orders")]
    public void Count_HasItsNoun(long count, string expected) => Assert.Equal(expected, Display.Count(count, "order"));

    [Theory]
    [InlineData("newsletter_opens", "Newsletter opens")]
    [InlineData("Country", "Country")]
    [InlineData("ülke", "Ülke")]
    [InlineData("", "")]
    public void Words_OfAName(string name, string expected) => Assert.Equal(expected, Display.Words(name));

    [Fact]
    public void Value_OfAFurtherColumn() =>
        Assert.Equal(["—", "1.5", "9 Aug 2025", "France"], new object?[] { null, 1.5, new DateOnly(2025, 8, 9), "France" }.Select(Display.Value));

    [Fact]
    public void ShortDay_HasAShortYear() => Assert.Equal("9 Jun 25", Display.ShortDay(new DateOnly(2025, 6, 9)));

    [Fact]
    public void Column_FurtherOne_IsItsNameAsWords() => Assert.Equal("User id", Display.Column(new UserColumn("user_id", ColumnKind.Number, IsFurther: true)));
}
