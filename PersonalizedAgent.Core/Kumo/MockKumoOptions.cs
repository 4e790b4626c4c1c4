namespace PersonalizedAgent.Core.Kumo;

/// <summary>Settings of <see cref="MockKumoClient"/>, section <c>Kumo:Mock</c>.</summary>
public sealed class MockKumoOptions
{
    /// <summary>What the mock's lots are drawn from.</summary>
    /// <value>Any integer, 42 by default: every run draws the same. <see langword="null"/> (an empty setting, or <c>null</c>): every run draws anew.</value>
    public long? Seed { get; set; } = 42;
}
