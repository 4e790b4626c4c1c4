namespace PersonalizedAgent.Core.Datasets.Shop;

/// <summary>
/// The random numbers of one user, each a hash of seed, user, day, purpose and line, so that they can be asked for in any order.
/// A user has a SplitMix64 sequence of his own; a draw is its n-th number (Steele, Lea, Flood, "Fast Splittable Pseudorandom
/// Number Generators", OOPSLA 2014). Only whole numbers are used, and products with powers of two: the same on every machine.
/// </summary>
/// <param name="seed">The seed of the shop.</param>
/// <param name="user">The user's place in the file, from 0.</param>
internal readonly struct ShopDraws(int seed, int user)
{
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    // Two rounds: sequences of neighbouring users must not overlap.
    private readonly ulong _start = Mix(Mix((uint)seed + Step) + (((uint)user + 1) * Step));

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public double Unit(ShopDraw purpose, int day = -1, int line = 0) => (Bits(purpose, day, line) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 (included) to <paramref name="end"/> (excluded).</summary>
    public int Below(int end, ShopDraw purpose, int day = -1, int line = 0) => (int)(((Bits(purpose, day, line) >> 32) * (uint)end) >> 32);

    /// <summary>A place in a list, as often as its weight says.</summary>
    public int Weighted(ReadOnlySpan<byte> weights, ShopDraw purpose, int day = -1, int line = 0)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;
        var left = Below(total, purpose, day, line);
        var place = 0;
        while (left >= weights[place])
            left -= weights[place++];
        return place;
    }

    // 32 purposes, eight lines; day -1 is for what holds all year.
    private ulong Bits(ShopDraw purpose, int day, int line) => Mix(_start + ((ulong)((((day + 1) * 32) + (int)purpose) * 8 + line + 1) * Step));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
