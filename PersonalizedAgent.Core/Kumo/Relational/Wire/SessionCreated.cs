namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>A session the server opened: it keeps a context for a while.</summary>
/// <param name="SessionId">What names it; not empty.</param>
/// <param name="ExpiresAt">Until when it lives, if the server says so.</param>
/// <param name="TtlSeconds">How long it lives from its opening, in seconds, if the server says so.</param>
internal sealed record SessionCreated(string SessionId, DateTimeOffset? ExpiresAt, long? TtlSeconds);
