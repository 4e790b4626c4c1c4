namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>The kinds of task.</summary>
internal static class TaskKinds
{
    public const string Binary = "binary_classification";
    public const string Multiclass = "multiclass_classification";

    /// <summary>Seen in an upstream example in place of <see cref="Binary"/>.</summary>
    public const string Classification = "classification";
    public const string Regression = "regression";
    public const string LinkPrediction = "temporal_link_prediction";
    public const string Forecasting = "forecasting";
}
