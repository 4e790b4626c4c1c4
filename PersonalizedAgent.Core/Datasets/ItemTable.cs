using PersonalizedAgent.Core.Datasets.Columns;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>The things sold. Those that stand in the items' file come first, in its order; those that only orders name follow. Immutable.</summary>
public sealed class ItemTable
{
    private readonly IdIndex _ids;
    private readonly List<string?> _names;
    private readonly CategoryData _categories;
    private readonly List<double> _prices;

    internal ItemTable(IdIndex ids, List<string?> names, CategoryData categories, List<double> prices)
    {
        ids.Settle();
        _ids = ids;
        _names = names;
        _categories = categories;
        _prices = prices;
    }

    /// <summary>No items.</summary>
    public static ItemTable Empty { get; } = new(new IdIndex(), [], new CategoryData([], []), []);

    /// <summary>How many items there are.</summary>
    public int Count => _ids.Count;

    /// <summary>How many of them stand in the items' file.</summary>
    public int ListedCount => _names.Count;

    /// <summary>The item in a row.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is negative or not less than <see cref="Count"/>.</exception>
    public Item this[int row] => row < ListedCount
        ? new Item(_ids[row].ToString(), _names[row], _categories.TextAt(row), double.IsNaN(_prices[row]) ? null : _prices[row], IsListed: true)
        : new Item(_ids[row].ToString(), null, null, null, IsListed: false);

    /// <summary>The item of an id, if there is one.</summary>
    public Item? Find(string itemId) => itemId.Length > 0 && _ids.RowOf(new UserId(itemId)) is >= 0 and var row ? this[row] : null;

    /// <summary>Whether all ids are integers.</summary>
    internal bool HasIntegerIds => _ids.IsAllNumbers;

    /// <summary>Whether any item has a price.</summary>
    internal bool HasPrices => _prices.Exists(price => !double.IsNaN(price));

    /// <summary>The id of the item in a row.</summary>
    internal UserId IdOf(int row) => _ids[row];

    /// <summary>The price of the item in a row; NaN for unknown.</summary>
    internal double PriceOf(int row) => row < ListedCount ? _prices[row] : double.NaN;

    /// <summary>The categories that occur, in the order in which they come.</summary>
    internal IReadOnlyList<string> CategoryNames => _categories.Names;

    /// <summary>The place of an item's category in <see cref="CategoryNames"/>, or -1.</summary>
    internal int CategoryCodeOf(int row) => row < ListedCount && _categories.CodeAt(row) is >= 0 and var code ? code : -1;

    /// <summary>The category of the item in a row, if it has one.</summary>
    public string? CategoryOf(int row) => row < ListedCount ? _categories.TextAt(row) : null;
}
