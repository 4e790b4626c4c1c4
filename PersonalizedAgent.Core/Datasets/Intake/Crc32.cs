namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>The checksum that zip archives hold for each file. The framework reads it but does not compare.</summary>
internal struct Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Remainder((uint)i))];

    private uint _value;

    /// <summary>The checksum of the bytes so far.</summary>
    public readonly uint Value => _value;

    /// <summary>Takes further bytes in.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var remainder = ~_value;
        foreach (var b in bytes)
            remainder = Table[(byte)(remainder ^ b)] ^ (remainder >> 8);
        _value = ~remainder;
    }

    private static uint Remainder(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
        return value;
    }
}
