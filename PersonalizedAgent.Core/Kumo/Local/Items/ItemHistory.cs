namespace PersonalizedAgent.Core.Kumo.Local.Items;

/// <summary>What one user bought: each item once, in the order of the first purchases. All spans have one length.</summary>
internal readonly ref struct ItemHistory
{
    /// <summary>The rows of the items, no two alike.</summary>
    public ReadOnlySpan<int> Items { get; init; }

    /// <summary>When each was bought first, ascending; seconds since 2000.</summary>
    public ReadOnlySpan<int> FirstBought { get; init; }

    /// <summary>When each was bought last; seconds since 2000.</summary>
    public ReadOnlySpan<int> LastBought { get; init; }

    /// <summary>On how many distinct days (UTC) each was bought; 1 or more.</summary>
    public ReadOnlySpan<int> Days { get; init; }

    /// <summary>How many items there are.</summary>
    public int Count => Items.Length;

    /// <summary>The history but the item that came last.</summary>
    public ItemHistory WithoutLast() =>
        new() { Items = Items[..^1], FirstBought = FirstBought[..^1], LastBought = LastBought[..^1], Days = Days[..^1] };
}
