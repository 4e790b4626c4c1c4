namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>What came of sending a request once.</summary>
/// <param name="Body">The answer; empty if it failed.</param>
/// <param name="Failure">Why it failed; <see langword="null"/> if it did not.</param>
/// <param name="Health">What it tells about the server.</param>
internal sealed record Attempt(byte[] Body, KumoFailure? Failure, ServerHealth Health)
{
    /// <summary>Whether there was no connection at all: nothing was sent.</summary>
    public bool NeverConnected { get; init; }

    /// <summary>The pause before it is sent again; <see langword="null"/> if that is no use.</summary>
    public TimeSpan? RetryIn { get; init; }

    public static Attempt Answered(byte[] body) => new(body, null, ServerHealth.Alive);

    public static Attempt Failed(KumoFailure failure, ServerHealth health) => new([], failure, health);
}
