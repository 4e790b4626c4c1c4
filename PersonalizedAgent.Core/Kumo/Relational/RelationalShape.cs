using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>How requests are made. The defaults are those of NVIDIA's client.</summary>
internal sealed record RelationalShape
{
    /// <summary>The model asked.</summary>
    public string Model { get; init; } = PredictionRequest.DefaultModel;

    /// <summary>How rows name each other.</summary>
    public RelationalKeyStyle KeyStyle { get; init; }

    /// <summary>How much the model is given to look at.</summary>
    public RelationalRunMode RunMode { get; init; } = RelationalRunMode.Fast;

    /// <summary>How far relations are followed from a user: 1 takes orders and contacts, 2 the items of the orders too.</summary>
    public int Hops { get; init; } = 2;

    /// <summary>Whether the model takes the anchor itself for a feature.</summary>
    public bool UsePredictionTime { get; init; }

    /// <summary>How many estimators the model averages; 1 to 4.</summary>
    public int NumEstimators { get; init; } = 1;

    /// <summary>The most recent rows of a table taken for a user, at least 1; <see langword="null"/> for what the run mode says.</summary>
    public int? FanOut { get; init; }

    /// <summary>The most recent rows of a table taken for a user. Link prediction takes those of the fast mode unless set (NVIDIA's client).</summary>
    public int FanOutFor(bool isLinkPrediction) => FanOut ?? (isLinkPrediction ? RelationalRunMode.Fast : RunMode).FanOut()[0];
}
