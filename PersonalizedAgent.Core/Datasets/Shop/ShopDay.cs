namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>A day of the shop's year, with what is asked of it for every user.</summary>
internal sealed class ShopDay
{
    public ShopDay(int index)
    {
        Index = index;
        Date = ShopCalendar.FirstDay.AddDays(index);
        Weight = ShopCalendar.Weight(Date);
        IsWeekend = ShopCalendar.IsWeekend(Date);
        IsSale = ShopCalendar.IsSale(Date);
        IsPayday = ShopCalendar.IsPayday(Date);
        IsGiftSeason = ShopCalendar.IsGiftSeason(Date);
    }

    /// <summary>Its place in the year, from 0.</summary>
    public int Index { get; }

    public DateOnly Date { get; }

    /// <inheritdoc cref="ShopCalendar.Weight"/>
    public double Weight { get; }

    public bool IsWeekend { get; }

    public bool IsSale { get; }

    public bool IsPayday { get; }

    /// <summary>Whether those who look for it pay less: in a sale and at payday.</summary>
    public bool IsBargain => IsSale || IsPayday;

    public bool IsGiftSeason { get; }

    /// <summary>The place of a date in the year; negative before it.</summary>
    public static int IndexOf(DateOnly date) => date.DayNumber - ShopCalendar.FirstDay.DayNumber;
}
