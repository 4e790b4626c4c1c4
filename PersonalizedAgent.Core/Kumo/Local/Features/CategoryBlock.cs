using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>What a user buys: the share of each of the categories bought most.</summary>
internal sealed class CategoryBlock : FeatureBlock
{
    private const int Most = 12;

    private readonly IReadOnlyList<string> _names;
    private readonly sbyte[] _placeOfItem;

    private CategoryBlock(IReadOnlyList<string> names, sbyte[] placeOfItem) => (_names, _placeOfItem) = (names, placeOfItem);

    public override string Name => "categories";

    public override int Width => _names.Count;

    /// <summary>The block of a dataset; <see langword="null"/> where its orders name no items, or these fewer than two categories.</summary>
    public static CategoryBlock? Of(Dataset dataset)
    {
        var items = dataset.Items;
        if (!dataset.Orders.HasItems || items.CategoryNames.Count < 2)
            return null;
        var counts = new int[items.CategoryNames.Count];
        var codes = new int[items.Count];
        for (var item = 0; item < codes.Length; item++)
            codes[item] = items.CategoryCodeOf(item);
        for (var item = 0; item < codes.Length; item++)
        {
            if (codes[item] >= 0)
                counts[codes[item]]++;
        }

        // Those with the most items: what is bought most would look at orders that an anchor does not know yet.
        var chosen = Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0).OrderByDescending(code => counts[code]).ThenBy(code => code).Take(Most).ToArray();
        var places = new sbyte[items.Count];
        for (var item = 0; item < places.Length; item++)
            places[item] = codes[item] < 0 ? (sbyte)-1 : (sbyte)Array.IndexOf(chosen, codes[item]);
        return new CategoryBlock([.. chosen.Select(code => items.CategoryNames[code])], places);
    }

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        var known = 0;
        foreach (var item in past.Items)
        {
            if (item < 0)
                continue;
            known++;
            if (_placeOfItem[item] is >= 0 and var place)
                values[place]++;
        }

        if (known == 0)
            return;
        foreach (ref var value in values)
            value /= known;
    }

    public override string Describe(in UserPast past, in PastSummary summary)
    {
        Span<float> shares = stackalloc float[Most];
        shares = shares[..Width];
        shares.Clear();
        Fill(past, summary, shares);
        var best = 0;
        for (var i = 1; i < shares.Length; i++)
            best = shares[i] > shares[best] ? i : best;
        return shares[best] > 0 ? $"buys mostly {_names[best]} ({shares[best] * 100:0} %)" : "buys in no known category";
    }
}
