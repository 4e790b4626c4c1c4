namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>When each kind of customer orders and how much, and how often the shop contacts them.</summary>
internal static class ShopHabits
{
    /// <summary>The most lines a basket has.</summary>
    public const int MostLines = 5;

    private const int ShortestRhythm = 16;
    private const int LongestRhythm = 40;

    /// <summary>The probability of a basket on a day.</summary>
    /// <param name="kind">The kind of customer.</param>
    /// <param name="day">The day.</param>
    /// <param name="joined">The day on which the customer joined.</param>
    /// <param name="due">The day from which the next basket is due.</param>
    public static double BasketChance(CustomerKind kind, ShopDay day, int joined, int due) => kind switch
    {
        // Due baskets wait a day or two: for the weekend, for payday.
        CustomerKind.LoyalRegular or CustomerKind.Lapsing => day.Index >= due ? 0.35 * day.Weight : 0,
        // Once at nearly every payday, seldom in between.
        CustomerKind.BargainHunter when day.IsPayday => day.Index >= due ? 0.2 * day.Weight : 0,
        CustomerKind.BargainHunter => (day.IsSale ? 0.039 : 0.001) * day.Weight,
        CustomerKind.Newcomer => day.Index - joined < 3 ? 0.25 : 0.06 * day.Weight,
        CustomerKind.WindowShopper => 0.0032 * day.Weight,
        _ => day.IsGiftSeason ? 0.06 * day.Weight : 0,
    };

    /// <summary>The lines of a basket.</summary>
    public static int Lines(CustomerKind kind, ShopDay day, ShopDraws draws) => kind switch
    {
        CustomerKind.BargainHunter when day.IsSale => 2 + draws.Below(MostLines - 1, ShopDraw.Lines, day.Index),
        CustomerKind.BargainHunter when day.IsPayday => draws.Below(100, ShopDraw.Lines, day.Index) < 45 ? 2 : 3,
        CustomerKind.SeasonalGiftBuyer => 1 + draws.Below(day.Date.Month == 12 ? 3 : 2, ShopDraw.Lines, day.Index),
        _ => draws.Below(100, ShopDraw.Lines, day.Index) < 8 ? 2 : 1,
    };

    /// <summary>The minute of the day at which a basket is paid.</summary>
    public static int BasketMinute(ShopDay day, ShopDraws draws)
    {
        // One number for the hour, the next for the minute.
        var hour = draws.Weighted(ShopCalendar.Hours(day.IsWeekend), ShopDraw.BasketMinute, day.Index);
        return (hour * 60) + draws.Below(60, ShopDraw.BasketMinute, day.Index, 1);
    }

    /// <summary>The day from which the first basket is due.</summary>
    public static int FirstDue(int joined, ShopDraws draws) => joined >= 0 ? joined : draws.Below(Rhythm(draws), ShopDraw.FirstBasket);

    /// <summary>The day from which the next basket is due.</summary>
    public static int NextDue(int today, ShopDraws draws) => today + Rhythm(draws) - 2 + draws.Below(4, ShopDraw.NextBasket, today);

    /// <summary>The probability that the shop contacts a customer on a day: newcomers more often.</summary>
    public static double ContactChance(CustomerKind kind) => kind == CustomerKind.Newcomer ? 0.06 : 0.0185;

    /// <summary>The minute of a contact, from eight to eight.</summary>
    public static int ContactMinute(ShopDay day, ShopDraws draws) => (8 * 60) + draws.Below(12 * 60, ShopDraw.ContactMinute, day.Index);

    private static int Rhythm(ShopDraws draws) => ShortestRhythm + draws.Below(LongestRhythm - ShortestRhythm + 1, ShopDraw.Rhythm);
}
