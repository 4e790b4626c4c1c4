namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>The kinds of customers and how they are spelled.</summary>
public static class CustomerKinds
{
    /// <summary>All six, in the order in which they are declared.</summary>
    public static IReadOnlyList<CustomerKind> All { get; } = Enum.GetValues<CustomerKind>();

    /// <summary>The words in files and on a page, such as <c>Loyal regular</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="kind"/> is not one of the six.</exception>
    public static string DisplayName(this CustomerKind kind) => kind switch
    {
        CustomerKind.LoyalRegular => "Loyal regular",
        CustomerKind.BargainHunter => "Bargain hunter",
        CustomerKind.Lapsing => "Lapsing",
        CustomerKind.Newcomer => "Newcomer",
        CustomerKind.WindowShopper => "Window shopper",
        CustomerKind.SeasonalGiftBuyer => "Seasonal gift buyer",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of customer."),
    };
}
