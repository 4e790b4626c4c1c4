namespace PersonalizedAgent.Core.Decisions.Receipts;

/// <summary>
/// Keeps receipts in memory, in large blocks: the garbage collector leaves those where they are, while twenty thousand small arrays that live for a second or two
/// would be moved time and again, at the cost of half the answers. Not for use from many threads.
/// </summary>
/// <param name="capacity">How many receipts are kept; the oldest make room.</param>
internal sealed class ReceiptShelf(int capacity)
{
    private const int BlockSize = 1 << 20;
    private const int LinkSize = 32;

    private readonly Place[] _places = new Place[capacity];
    private byte[] _block = [];
    private int _used = BlockSize;

    /// <summary>The sequence number of the newest; 0 where there is none.</summary>
    public long Newest { get; private set; }

    /// <summary>The sequence number of the oldest that is kept.</summary>
    public long Oldest => Math.Max(Newest - capacity, 0) + 1;

    /// <summary>Puts a receipt behind the newest.</summary>
    /// <param name="receipt">Its bytes.</param>
    /// <param name="link">Its link of the chain, 64 hex digits.</param>
    public void Add(ReadOnlySpan<byte> receipt, string link)
    {
        var size = LinkSize + receipt.Length;
        if (_used + size > _block.Length)
            (_block, _used) = (new byte[Math.Max(BlockSize, size)], 0);
        Convert.FromHexString(link, _block.AsSpan(_used, LinkSize), out _, out _);
        receipt.CopyTo(_block.AsSpan(_used + LinkSize));
        _places[(int)(Newest++ % capacity)] = new Place(_block, _used, size);
        _used += size;
    }

    /// <summary>The receipt of a place that is kept, and its link.</summary>
    public (ReadOnlyMemory<byte> Receipt, string Link) this[long sequence]
    {
        get
        {
            var place = _places[(int)((sequence - 1) % capacity)];
            return (place.Block.AsMemory(place.Start + LinkSize, place.Size - LinkSize), Convert.ToHexStringLower(place.Block.AsSpan(place.Start, LinkSize)));
        }
    }

    private readonly record struct Place(byte[] Block, int Start, int Size);
}
