using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Model;

public sealed class DashboardStateTests
{
    private static readonly UserColumn Country = new("country", ColumnKind.Category, IsFurther: true);
    private static readonly UserColumn Income = new("sort", ColumnKind.Number, IsFurther: true);
    private static readonly UserColumn Joined = new("joined", ColumnKind.Day, IsFurther: true);
    private static readonly UserColumn[] Columns = [.. UserColumn.Standard, Country, Income, Joined];

    private static DashboardState Parse(string query) => DashboardState.Parse(query, Columns);

    [Fact]
    public void ToUri_EmptyState_IsTheBareAddress() => Assert.Equal("/", DashboardState.Empty.ToUri(Columns));

    [Fact]
    public void ToUri_FullState_ReadsBackEqual()
    {
        var query = new UserQuery { IdPrefix = "10", OnlyIssues = true, SortBy = UserColumn.LastActive, Descending = true }
            .WithCategory(UserColumn.Gender, "F & ü?")
            .WithRange(UserColumn.UserId, null, 500)
            .WithRange(UserColumn.Age, 20, 30)
            .WithRange(UserColumn.LastActive, new DateOnly(2025, 8, 1).DayNumber, null)
            .WithRange(UserColumn.DaysSinceActive, -3, 7)
            .WithRange(UserColumn.Interactions, 1, null)
            .WithRange(UserColumn.Purchases, 0, 0)
            .WithCategory(Country, "c.country=x")
            .WithRange(Income, 12.5m, null)
            .WithRange(Joined, null, new DateOnly(2024, 2, 29).DayNumber);
        var state = new DashboardState(new UserId("85123A b"), query);

        var uri = state.ToUri(Columns);

        Assert.Equal(state, Parse(uri[1..]));
        Assert.Contains("last_active=2025-08-01..", uri, StringComparison.Ordinal);
        Assert.Contains("age=20..30", uri, StringComparison.Ordinal);
        Assert.Contains("c.joined=..2024-02-29", uri, StringComparison.Ordinal);
    }

    [Fact]
    public void ToUri_SortByAFurtherColumn_ReadsBackEqual()
    {
        var state = new DashboardState(null, new UserQuery { SortBy = Income });

        Assert.Equal(state, Parse(state.ToUri(Columns)[1..]));
    }

    [Fact]
    public void Parse_ColumnsThatAreNotThere_CountAsNotSaid() =>
        Assert.Equal(DashboardState.Empty, DashboardState.Parse("?c.country=France&sort=c.joined&c.sort=1..", UserColumn.Standard));

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?sort=nothing&dir=up&issues=2")]
    [InlineData("?user=1&user=2")]
    [InlineData("?age=20&last_active=yesterday..&unknown=1")]
    public void Parse_Nonsense_CountsAsNotSaid(string query) => Assert.Equal(DashboardState.Empty, Parse(query));

    [Fact]
    public void Parse_ColumnsThatDifferInCaseOnly_AreToldApart()
    {
        UserColumn[] columns = [.. UserColumn.Standard, new("Score", ColumnKind.Number, IsFurther: true), new("score", ColumnKind.Number, IsFurther: true)];
        var lower = new UserQuery().WithRange(columns[^1], 0, 3);
        var both = lower.WithRange(columns[^2], null, 9);

        Assert.Equal(lower, DashboardState.Parse("?c.score=0..3", columns).Query);
        Assert.Equal(both, DashboardState.Parse("?c.score=0..3&c.Score=..9", columns).Query);
        Assert.Equal(lower, DashboardState.Parse("?c.score=0..3&c.Score=..9&c.Score=..9", columns).Query);
    }

    [Theory]
    [InlineData("?USER=1&Q=2&Sort=age&c.Country=x")]
    [InlineData("?c.country=x&c.country=x")]
    public void Parse_NamesInAnotherCase_OrGivenTwice_CountAsNotSaid(string query) => Assert.Equal(DashboardState.Empty, Parse(query));

    [Theory]
    [InlineData("?user=3", "3", true)]
    [InlineData("?user=9223372036854775807", "9223372036854775807", true)]
    [InlineData("?user=9223372036854775808", "9223372036854775808", false)]
    [InlineData("?user=01", "01", false)]
    [InlineData("?user=85123A", "85123A", false)]
    public void Parse_User(string query, string expected, bool isNumber)
    {
        var user = Parse(query).UserId!.Value;

        Assert.Equal((expected, isNumber), (user.ToString(), user.IsNumber));
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData(" 85123a ", "85123a")]
    [InlineData(null, "")]
    public void Typed_KeepsWhatAnIdCanBeginWith(string? typed, string expected) => Assert.Equal(expected, DashboardState.Typed(typed));

    [Fact]
    public void Typed_LongerThanAnyId_IsNothing()
    {
        Assert.Equal(200, DashboardState.Typed(new string('1', 200)).Length);
        Assert.Empty(DashboardState.Typed(new string('1', 201)));
    }
}
