namespace PersonalizedAgent.Core.Decisions;

/// <summary>Draws numbers, the same ones for the same seed. Safe to use from many threads.</summary>
/// <param name="seed">Where the numbers come from.</param>
public sealed class Draws(long seed)
{
    private long _count;

    /// <summary>The next number.</summary>
    /// <returns>Uniform in [0, 1).</returns>
    public double Next()
    {
        // SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014); the top 53 bits of a word are a double in [0, 1).
        var value = (ulong)seed + ((ulong)Interlocked.Increment(ref _count) * 0x9E3779B97F4A7C15);
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return ((value ^ (value >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
