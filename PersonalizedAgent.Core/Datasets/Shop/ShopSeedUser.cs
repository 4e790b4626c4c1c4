namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>One of the four users the demo began with. What is said of them in <c>mock_user_data.csv</c> holds in every shop.</summary>
internal sealed record ShopSeedUser(CustomerKind Kind, int Age, string Gender, DateOnly LastActive, int Interactions, DateOnly Joined, string Country, int NewsletterOpens, params DateOnly[] OrderDays)
{
    /// <summary>Users 1 to 4.</summary>
    public static IReadOnlyList<ShopSeedUser> All { get; } =
    [
        new(CustomerKind.WindowShopper, 25, "M", new(2025, 8, 10), 15, new(2025, 3, 8), "Germany", 6, new DateOnly(2025, 5, 31), new DateOnly(2025, 8, 10)),
        new(CustomerKind.WindowShopper, 30, "F", new(2025, 8, 12), 8, new(2025, 4, 19), "France", 3, new DateOnly(2025, 8, 12)),
        new(CustomerKind.Newcomer, 22, "F", new(2025, 8, 11), 20, new(2025, 6, 24), "Netherlands", 7, new(2025, 6, 24), new(2025, 7, 5), new(2025, 7, 19), new(2025, 8, 2), new(2025, 8, 11)),
        new(CustomerKind.WindowShopper, 40, "M", new(2025, 8, 9), 3, new(2025, 6, 1), "Poland", 1),
    ];

    /// <summary>Whether he may be contacted once more: no response after he was last active, no more responses than interactions.</summary>
    public bool MayBeContacted(DateOnly day, int contacts) => day <= LastActive && contacts < Interactions - OrderDays.Length;
}
