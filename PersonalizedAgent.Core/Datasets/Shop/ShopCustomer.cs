namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>What holds of a user all year. Days are places in the year, negative before it.</summary>
internal readonly record struct ShopCustomer(CustomerKind Kind, int Joined, int LapsesAt, int Age, string Gender, string Country, int NewsletterOpens)
{
    // Of a hundred users, by kind.
    private static readonly byte[] Shares = [20, 18, 15, 12, 20, 15];

    private static readonly string[] Countries = ["Germany", "France", "Netherlands", "Poland", "Spain"];
    private static readonly byte[] CountryShares = [34, 24, 16, 14, 12];
    private static readonly string[] Genders = ["F", "M", "X"];
    private static readonly byte[] GenderShares = [50, 46, 4];

    /// <summary>The number of a user by his place in the file: 1 to 4, then 1001 onwards.</summary>
    public static int IdOf(int user) => user < ShopSeedUser.All.Count ? user + 1 : 1001 + user - ShopSeedUser.All.Count;

    public static ShopCustomer Of(int user, ShopDraws draws)
    {
        if (user < ShopSeedUser.All.Count)
        {
            var seedUser = ShopSeedUser.All[user];
            return new(seedUser.Kind, ShopDay.IndexOf(seedUser.Joined), ShopCalendar.Days, seedUser.Age, seedUser.Gender, seedUser.Country, seedUser.NewsletterOpens);
        }

        var kind = (CustomerKind)draws.Weighted(Shares, ShopDraw.Kind);
        var (ageFrom, ageSpan, opensFrom, opensSpan) = kind switch
        {
            CustomerKind.LoyalRegular => (25, 22, 4, 13),
            CustomerKind.BargainHunter => (20, 19, 8, 17),
            CustomerKind.Lapsing => (22, 24, 0, 7),
            CustomerKind.Newcomer => (18, 13, 1, 8),
            CustomerKind.WindowShopper => (18, 20, 2, 13),
            _ => (30, 23, 0, 6),
        };
        return new(
            kind,
            // Newcomers came within the last 60 days, the others in the three years before and a little after the first day.
            kind == CustomerKind.Newcomer ? ShopCalendar.Days - 60 + draws.Below(60, ShopDraw.Joined) : draws.Below(1195, ShopDraw.Joined) - 1095,
            kind == CustomerKind.Lapsing ? ShopCalendar.Days - 200 + draws.Below(151, ShopDraw.LapsesAt) : ShopCalendar.Days,
            ageFrom + draws.Below(ageSpan, ShopDraw.Age) + draws.Below(ageSpan, ShopDraw.AgeToo),
            Genders[draws.Weighted(GenderShares, ShopDraw.Gender)],
            Countries[draws.Weighted(CountryShares, ShopDraw.Country)],
            opensFrom + draws.Below(opensSpan, ShopDraw.Opens));
    }

    /// <summary>Visits of the year in which nothing was bought.</summary>
    public int Visits(ShopDraws draws)
    {
        var (from, span) = Kind switch
        {
            CustomerKind.LoyalRegular => (20, 50),
            CustomerKind.BargainHunter => (15, 40),
            CustomerKind.Lapsing => (10, 30),
            CustomerKind.Newcomer => (4, 22),
            CustomerKind.WindowShopper => (40, 90),
            _ => (3, 12),
        };
        return from + draws.Below(span, ShopDraw.Visits);
    }

    /// <summary>The day of the last visit, bought or not, as far as orders and responses do not say otherwise.</summary>
    public int LastVisit(ShopDraws draws)
    {
        var span = Kind switch
        {
            CustomerKind.LoyalRegular => 10,
            CustomerKind.BargainHunter => 20,
            CustomerKind.Lapsing => 40,
            CustomerKind.Newcomer => 10,
            CustomerKind.WindowShopper => 25,
            _ => 150,
        };
        var end = Kind == CustomerKind.Lapsing ? Math.Min(LapsesAt + span, ShopCalendar.Days) : ShopCalendar.Days;
        return Math.Max(Joined, end - 1 - draws.Below(span, ShopDraw.LastVisit));
    }
}
