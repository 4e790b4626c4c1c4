namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Why a request came to nothing.</summary>
/// <param name="Kind">What kind of failure.</param>
/// <param name="Message">What happened, for people; without key, credentials or values of people.</param>
/// <param name="Advice">What to do about it, for people.</param>
internal sealed record KumoFailure(KumoFailureKind Kind, string Message, string Advice)
{
    /// <summary>The longest body that is kept, in bytes.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    /// <summary>The HTTP status; <see langword="null"/> if no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The beginning of the answer's body, as it came: JSON, HTML or anything; empty if none came. It may repeat values that were sent.</summary>
    /// <value>At most <see cref="MaxBodyBytes"/>.</value>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>When it makes sense to try again, where the server (or the daily limit) says so.</summary>
    public DateTimeOffset? RetryAt { get; init; }
}
