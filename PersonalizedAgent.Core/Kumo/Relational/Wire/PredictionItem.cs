using System.Text.Json;

namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>What was predicted of one row; what was not asked for is absent.</summary>
internal sealed record PredictionItem
{
    /// <summary>The number of the instance, as a text.</summary>
    public required string Id { get; init; }

    /// <summary>The place among the rows asked for, from 0.</summary>
    public required int RowIndex { get; init; }

    /// <summary>From 1; forecasts alone.</summary>
    public int? ForecastStep { get; init; }
    public JsonElement? Prediction { get; init; }
    public IReadOnlyDictionary<string, double>? Probabilities { get; init; }
    public IReadOnlyList<double>? Scores { get; init; }
    public IReadOnlyList<ItemScore>? Rankings { get; init; }
    public IReadOnlyList<double>? Embeddings { get; init; }

    /// <summary>By their level, as the server spells it.</summary>
    public IReadOnlyDictionary<string, double>? Quantiles { get; init; }
    public JsonElement? Explanation { get; init; }
    public JsonElement? Metadata { get; init; }
}
