namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>What is in a basket.</summary>
internal static class ShopBasket
{
    /// <summary>A line of a basket.</summary>
    /// <param name="Item">The thing.</param>
    /// <param name="Quantity">How many of it.</param>
    /// <param name="Cents">What was paid for them together.</param>
    public readonly record struct Line(ShopItem Item, int Quantity, int Cents);

    /// <summary>Fills a basket; no thing is in it twice.</summary>
    public static void Fill(Span<Line> lines, CustomerKind kind, ShopDay day, ShopDraws draws)
    {
        var discount = Discount(kind, day, draws);
        for (var line = 0; line < lines.Length; line++)
        {
            var category = Category(kind, day, draws, line);
            var place = Place(kind, category, day, draws, line);
            while (Has(lines[..line], ShopCatalogue.ItemAt(category, place)))
                place = (place + 1) % ShopCatalogue.ItemsPerCategory;
            var item = ShopCatalogue.ItemAt(category, place);
            var quantity = Quantity(item, day, draws, line);
            lines[line] = new(item, quantity, ((Cents(item) * quantity * (100 - discount)) + 50) / 100);
        }
    }

    private static bool Has(ReadOnlySpan<Line> lines, ShopItem item)
    {
        foreach (var line in lines)
        {
            if (line.Item.Id == item.Id)
                return true;
        }

        return false;
    }

    /// <summary>How many of a hundred are taken off: in a sale 20 for everybody; bargain hunters find 15 to 40.</summary>
    private static int Discount(CustomerKind kind, ShopDay day, ShopDraws draws) => kind == CustomerKind.BargainHunter && day.IsBargain
        ? 15 + (5 * draws.Below(6, ShopDraw.Discount, day.Index))
        : day.IsSale ? 20 : 0;

    private static ShopCategory Category(CustomerKind kind, ShopDay day, ShopDraws draws, int line)
    {
        var liked = Liking(kind);
        if (draws.Below(100, ShopDraw.IsFavourite, day.Index, line) < 30)
            return (ShopCategory)draws.Weighted(liked, ShopDraw.Favourite);
        Span<byte> weights = stackalloc byte[liked.Length];
        for (var category = 0; category < weights.Length; category++)
            weights[category] = (byte)(liked[category] * ShopCalendar.ShelfWeight((ShopCategory)category, day.Date.Month));
        return (ShopCategory)draws.Weighted(weights, ShopDraw.Shelf, day.Index, line);
    }

    /// <summary>How much a kind likes Pantry, Kitchen, Home, Garden, Care, Sport, Fashion, Toys.</summary>
    private static ReadOnlySpan<byte> Liking(CustomerKind kind) => kind switch
    {
        CustomerKind.LoyalRegular => [10, 4, 5, 3, 7, 2, 2, 1],
        CustomerKind.BargainHunter => [2, 6, 4, 2, 3, 6, 9, 3],
        CustomerKind.Lapsing => [3, 8, 5, 8, 2, 5, 2, 1],
        CustomerKind.Newcomer => [2, 2, 4, 2, 5, 8, 9, 1],
        CustomerKind.WindowShopper => [1, 3, 9, 2, 2, 3, 9, 2],
        _ => [4, 2, 3, 1, 7, 1, 6, 12],
    };

    /// <summary>A place on a shelf. What stands first is asked for most; bargain hunters take the cheapest of three they see.</summary>
    private static int Place(CustomerKind kind, ShopCategory category, ShopDay day, ShopDraws draws, int line)
    {
        var place = draws.Below(ShopCatalogue.ItemsPerCategory, ShopDraw.Place, day.Index, line);
        var other = draws.Below(ShopCatalogue.ItemsPerCategory, ShopDraw.PlaceToo, day.Index, line);
        if (kind != CustomerKind.BargainHunter)
            return Math.Min(place, other);
        var third = draws.Below(ShopCatalogue.ItemsPerCategory, ShopDraw.PlaceThree, day.Index, line);
        return Cheaper(category, Cheaper(category, place, other), third);
    }

    private static int Cheaper(ShopCategory category, int place, int other) =>
        ShopCatalogue.ItemAt(category, other).Price < ShopCatalogue.ItemAt(category, place).Price ? other : place;

    /// <summary>Of things to eat often two or three, of others mostly one.</summary>
    private static int Quantity(ShopItem item, ShopDay day, ShopDraws draws, int line)
    {
        var draw = draws.Below(100, ShopDraw.Quantity, day.Index, line);
        return item.Category == ShopCategory.Pantry ? (draw < 50 ? 1 : draw < 80 ? 2 : 3) : draw < 92 ? 1 : 2;
    }

    private static int Cents(ShopItem item) => (int)(item.Price * 100);
}
