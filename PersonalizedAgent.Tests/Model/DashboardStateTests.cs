using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Tests.Model;

public sealed class DashboardStateTests
{
    [Fact]
    public void ToUri_EmptyState_IsTheBareAddress() => Assert.Equal("/", DashboardState.Empty.ToUri());

    [Fact]
    public void ToUri_FullState_ReadsBackEqual()
    {
        var state = new DashboardState(3, new UserQuery
        {
            IdPrefix = "10",
            Gender = "F & ü?",
            UserId = new ColumnRange(null, 500),
            Age = new ColumnRange(20, 30),
            LastActive = new ColumnRange(new DateOnly(2025, 8, 1).DayNumber, null),
            DaysSinceActive = new ColumnRange(-3, 7),
            Interactions = new ColumnRange(1, null),
            Purchases = new ColumnRange(0, 0),
            OnlyIssues = true,
            SortBy = UserColumn.LastActive,
            Descending = true,
        });

        var uri = state.ToUri();

        Assert.Equal(state, DashboardState.Parse(uri[1..]));
        Assert.Contains("last_active=2025-08-01..", uri, StringComparison.Ordinal);
        Assert.Contains("age=20..30", uri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?user=abc&sort=nothing&dir=up&issues=2")]
    [InlineData("?user=01")]
    [InlineData("?user=1&user=2")]
    [InlineData("?age=20&last_active=yesterday..&unknown=1&q=abc")]
    public void Parse_Nonsense_CountsAsNotSaid(string query) => Assert.Equal(DashboardState.Empty, DashboardState.Parse(query));

    [Theory]
    [InlineData("?user=3", 3L)]
    [InlineData("?user=9223372036854775807", long.MaxValue)]
    [InlineData("?user=9223372036854775808", null)]
    public void Parse_User(string query, long? expected) => Assert.Equal(expected, DashboardState.Parse(query).UserId);

    [Theory]
    [InlineData("12", "12")]
    [InlineData(" User 12 ", "12")]
    [InlineData("١", "")]
    [InlineData(null, "")]
    [InlineData("123456789012345678901", "1234567890123456789")]
    public void Digits_KeepsWhatAnIdCanBeginWith(string? typed, string expected) => Assert.Equal(expected, DashboardState.Digits(typed));
}
