using System.Globalization;
using PersonalizedAgent.Core.Datasets.Shop;

namespace PersonalizedAgent.Tests.Datasets.Shop;

public sealed class ShopCalendarTests
{
    [Fact]
    public void Days_AreAYearThatEndsTheDayBeforeToday()
    {
        Assert.Equal(ShopCalendar.LastDay, ShopCalendar.FirstDay.AddDays(ShopCalendar.Days - 1));
        Assert.Equal(ShopCalendar.Today, ShopCalendar.LastDay.AddDays(1));
    }

    [Theory]
    [InlineData("2024-11-24", false)]
    [InlineData("2024-11-25", true)]
    [InlineData("2024-12-02", true)]
    [InlineData("2024-12-03", false)]
    [InlineData("2025-01-01", false)]
    [InlineData("2025-01-12", true)]
    [InlineData("2025-07-07", true)]
    [InlineData("2025-07-21", false)]
    public void IsSale_KnowsTheSales(string day, bool expected) => Assert.Equal(expected, ShopCalendar.IsSale(Day(day)));

    [Theory]
    [InlineData("2024-11-30", false)]
    [InlineData("2024-12-01", true)]
    [InlineData("2024-12-24", false)]
    [InlineData("2025-02-13", true)]
    [InlineData("2025-02-14", false)]
    [InlineData("2025-04-27", false)]
    [InlineData("2025-04-28", true)]
    [InlineData("2025-05-10", true)]
    [InlineData("2025-05-11", false)]
    [InlineData("2026-05-09", true)]
    public void IsGiftSeason_KnowsTheSeasons(string day, bool expected) => Assert.Equal(expected, ShopCalendar.IsGiftSeason(Day(day)));

    [Theory]
    [InlineData("2025-02-25", false)]
    [InlineData("2025-02-26", true)]
    [InlineData("2025-03-02", true)]
    [InlineData("2025-03-03", false)]
    public void IsPayday_KnowsTheEndOfTheMonth(string day, bool expected) => Assert.Equal(expected, ShopCalendar.IsPayday(Day(day)));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
