using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>What an answer must look like to fit its request.</summary>
/// <param name="InstanceIds">The numbers of the rows asked for, in their order.</param>
internal sealed record AnswerShape(IReadOnlyList<long> InstanceIds)
{
    /// <summary>The model that was asked.</summary>
    public string Model { get; init; } = PredictionRequest.DefaultModel;

    /// <summary>The longest ranking; <see langword="null"/> for any.</summary>
    public int? TopK { get; init; }

    /// <summary>The ids that may be ranked, for each row; <see langword="null"/> for any.</summary>
    public IReadOnlyList<IReadOnlySet<string>>? Candidates { get; init; }

    /// <summary>Whether a row has several answers, one a step.</summary>
    public bool IsForecast { get; init; }
}
