using System.Globalization;

namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>The things the demo shop sells: 25 in each of eight categories.</summary>
public static partial class ShopCatalogue
{
    /// <summary>How many things stand on one shelf.</summary>
    public const int ItemsPerCategory = 25;

    /// <summary>All things, by number: the first of a shelf is the one most asked for.</summary>
    public static IReadOnlyList<ShopItem> Items { get; } = ReadAll();

    /// <summary>A thing by its place on a shelf.</summary>
    internal static ShopItem ItemAt(ShopCategory category, int place) => Items[((int)category * ItemsPerCategory) + place];

    private static ShopItem[] ReadAll()
    {
        var items = new List<ShopItem>();
        foreach (var category in Enum.GetValues<ShopCategory>())
        {
            foreach (var line in Shelf(category).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                // The price stands first, at a width of six.
                items.Add(new ShopItem(items.Count + 1, line[7..].TrimEnd(), category, decimal.Parse(line.AsSpan(0, 6), CultureInfo.InvariantCulture)));
            }
        }

        return [.. items];
    }
}
