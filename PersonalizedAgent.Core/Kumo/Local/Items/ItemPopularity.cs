namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>How many users bought each item. Immutable.</summary>
internal sealed class ItemPopularity
{
    private readonly int[] _userCounts;

    private ItemPopularity(int[] userCounts)
    {
        _userCounts = userCounts;
        Max = userCounts.Length == 0 ? 0 : userCounts.Max();
    }

    /// <summary>Counts.</summary>
    /// <exception cref="ArgumentException">A history names a row beyond the items.</exception>
    public static ItemPopularity Of(ItemHistories histories, int itemCount)
    {
        var counts = new int[itemCount];
        foreach (var item in histories.Items)
        {
            if ((uint)item >= (uint)itemCount)
                throw new ArgumentException("Names an item that does not exist.", nameof(histories));
            counts[item]++;
        }

        return new(counts);
    }

    /// <summary>How many items there are.</summary>
    public int ItemCount => _userCounts.Length;

    /// <summary>How many users bought the item that most of them bought.</summary>
    public int Max { get; }

    /// <summary>How many users bought the item in a row.</summary>
    public int this[int itemRow] => _userCounts[itemRow];

    /// <summary>The rows of the items that most users bought, ascending; of equal ones the first rows. Items that nobody bought are left out.</summary>
    public int[] Top(int count) =>
        [.. Enumerable.Range(0, ItemCount).Where(row => _userCounts[row] > 0).OrderByDescending(row => _userCounts[row]).Take(count).Order()];
}
