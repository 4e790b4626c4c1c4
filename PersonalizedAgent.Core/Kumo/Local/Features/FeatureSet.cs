using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>The numbers that a model sees of a user at an anchor, in blocks that each tell one thing. Immutable, safe to use from many threads.</summary>
internal sealed class FeatureSet
{
    private readonly FeatureBlock[] _blocks;
    private readonly int[] _starts;
    private readonly sbyte[] _signs;

    private FeatureSet(IEnumerable<FeatureBlock?> blocks, bool hasSigns)
    {
        _blocks = [.. blocks.OfType<FeatureBlock>()];
        _starts = new int[_blocks.Length + 1];
        for (var i = 0; i < _blocks.Length; i++)
            _starts[i + 1] = _starts[i] + _blocks[i].Width;
        _signs = new sbyte[Width];
        for (var i = 0; hasSigns && i < _blocks.Length; i++)
            _blocks[i].Signs.CopyTo(_signs.AsSpan(_starts[i]));
    }

    /// <summary>Which way each number may move what is predicted.</summary>
    public IReadOnlyList<sbyte> Signs => _signs;

    /// <summary>The blocks.</summary>
    public IReadOnlyList<FeatureBlock> Blocks => _blocks;

    /// <summary>How many numbers there are.</summary>
    public int Width => _starts[^1];

    /// <summary>What tells whether a user will order.</summary>
    public static FeatureSet ForEngagement(Dataset dataset) => new([.. Orders(dataset, withSteps: false), .. Users(dataset)], hasSigns: true);

    /// <summary>What tells whether a user will respond: the same, the recency in steps, and what day it is.</summary>
    public static FeatureSet ForResponses(Dataset dataset) => new([.. Orders(dataset, withSteps: true), .. Users(dataset), new CalendarBlock()], hasSigns: false);

    /// <summary>Where a block's numbers stand.</summary>
    public Range RangeOf(int block) => _starts[block].._starts[block + 1];

    /// <summary>Writes the numbers of a user at an anchor.</summary>
    /// <param name="past">What is known of the user.</param>
    /// <param name="summary">What the orders tell.</param>
    /// <param name="values">As many places as <see cref="Width"/>.</param>
    public void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        values.Clear();
        for (var i = 0; i < _blocks.Length; i++)
            _blocks[i].Fill(past, summary, values[_starts[i].._starts[i + 1]]);
    }

    private static IEnumerable<FeatureBlock?> Orders(Dataset dataset, bool withSteps) =>
    [
        new RecencyBlock(withSteps),
        new VolumeBlock(dataset.Orders.HasAmounts),
        new TenureBlock(),
        new LatelyBlock(),
        CategoryBlock.Of(dataset),
    ];

    private static IEnumerable<FeatureBlock?> Users(Dataset dataset) =>
        [dataset.Contacts.Count > 0 ? new ContactBlock() : null, .. ColumnBlock.Of(dataset.Users)];
}
