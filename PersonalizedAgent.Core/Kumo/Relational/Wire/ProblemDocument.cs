namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>Why a request failed (RFC 9457); anything may be absent.</summary>
internal sealed record ProblemDocument
{
    public string? Type { get; init; }
    public string? Title { get; init; }
    public int? Status { get; init; }

    /// <summary>Such as <c>SESSION_NOT_FOUND</c>.</summary>
    public string? Code { get; init; }
    public string? Detail { get; init; }
    public string? Instance { get; init; }
    public IReadOnlyList<InvalidParam> InvalidParams { get; init; } = [];
}
