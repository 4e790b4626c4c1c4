namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>The kinds of customers of the demo shop. A kind tells how its people buy and what they respond to.</summary>
public enum CustomerKind
{
    /// <summary>Buys in a steady rhythm, all year.</summary>
    LoyalRegular,

    /// <summary>Buys several cheap things at once, at paydays and in sales, below the price of the list.</summary>
    BargainHunter,

    /// <summary>Bought in a steady rhythm until some day 50 to 200 days ago, and nothing since.</summary>
    Lapsing,

    /// <summary>Joined within the last 60 days.</summary>
    Newcomer,

    /// <summary>Looks often and hardly ever buys.</summary>
    WindowShopper,

    /// <summary>Buys before Christmas, Valentine's day and Mother's day only.</summary>
    SeasonalGiftBuyer,
}
