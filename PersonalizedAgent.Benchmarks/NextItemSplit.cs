using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Local.Items;

namespace PersonalizedAgent.Benchmarks;

/// <summary>The last new item of each user, held out, and what the user bought before it. Items have rows of their own: those that nobody here bought are not among them.</summary>
/// <param name="Histories">What each user bought but the last item; purchases of an item after the first one are left out, they may lie after the last item.</param>
/// <param name="Targets">The last item of each user.</param>
/// <param name="ItemCount">How many items there are.</param>
internal sealed record NextItemSplit(ItemHistories Histories, int[] Targets, int ItemCount)
{
    public int UserCount => Targets.Length;

    /// <summary>How many pairs of user and item there are, the held out ones too.</summary>
    public int Interactions => Histories.Count + Targets.Length;

    /// <summary>Splits.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="minItems">How many distinct items a user must have bought to be among them; 2 or more.</param>
    public static NextItemSplit Of(Dataset dataset, int minItems)
    {
        var all = ItemHistories.UpTo(dataset.Orders, dataset.Users.Count, dataset.Items.Count, int.MaxValue);
        var rowOf = new Dictionary<int, int>();
        var (starts, items, times, targets) = (new List<int> { 0 }, new List<int>(), new List<int>(), new List<int>());
        for (var user = 0; user < all.UserCount; user++)
        {
            var history = all.Of(user);
            if (history.Count < minItems)
                continue;
            for (var i = 0; i < history.Count; i++)
            {
                if (!rowOf.TryGetValue(history.Items[i], out var row))
                    rowOf.Add(history.Items[i], row = rowOf.Count);
                if (i == history.Count - 1)
                {
                    targets.Add(row);
                    break;
                }

                items.Add(row);
                times.Add(history.FirstBought[i]);
            }

            starts.Add(items.Count);
        }

        int[] days = [.. Enumerable.Repeat(1, items.Count)];
        return new(new([.. starts], [.. items], [.. times], [.. times], days), [.. targets], rowOf.Count);
    }
}
