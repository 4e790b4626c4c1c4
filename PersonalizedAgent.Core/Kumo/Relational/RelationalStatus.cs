using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>How the service is, as far as that is known.</summary>
/// <param name="Server">Where it is; without user, query or key.</param>
/// <param name="Cassette">Whether exchanges are kept, or taken from kept ones.</param>
/// <param name="RequestsLeft">How many requests are left of the day's quota; <see langword="null"/> without one.</param>
/// <param name="ProbedAt">When it was last tried.</param>
/// <param name="Latency">How long the first yes-or-no question took; <see langword="null"/> where it was not answered.</param>
/// <param name="Model">The model that answered, by its own word.</param>
/// <param name="Checks">What was tried.</param>
public sealed record RelationalStatus(
    string Server, CassetteMode Cassette, int? RequestsLeft, DateTimeOffset ProbedAt, TimeSpan? Latency, string? Model, IReadOnlyList<RelationalCheck> Checks)
{
    /// <summary>Whether it answers yes-or-no questions: then it is of use.</summary>
    public bool IsReachable => Latency is not null;
}

/// <summary>Something that was tried of the service.</summary>
/// <param name="Name">What, such as <c>binary_classification</c>.</param>
/// <param name="IsAnswered">Whether it answered; <see langword="null"/> where this was not tried, or says nothing about predictions.</param>
/// <param name="Detail">In words: what came, or why nothing did and what to do about it.</param>
public sealed record RelationalCheck(string Name, bool? IsAnswered, string Detail);
