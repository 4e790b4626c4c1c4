using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Relational.Tables;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>What is the same in all requests of one task; its query is told for people alone.</summary>
internal sealed record TaskFrame(DatasetTables Tables, TaskSpec Task, SchemaSpec Schema, OutputSpec Output, InferenceSpec Inference, string Query, string Model)
{
    /// <summary>A yes or no about users.</summary>
    public static TaskFrame Binary(Dataset dataset, RelationalShape shape, RequestLimits limits, string query)
    {
        var tables = new DatasetTables(dataset, shape, isLinkPrediction: false, limits.Categories);
        var task = new TaskSpec
        {
            Kind = TaskKinds.Binary,
            Target = TargetSpec.Binary(tables.Names.Target),
            EntityTableNames = [UsersTable.Name],
            AnchorTimeColumn = tables.Names.Anchor,
        };
        return new TaskFrame(tables, task, tables.Schema(), new OutputSpec("prediction", "probabilities"), InferenceOf(shape, "classification"), query, shape.Model);
    }

    /// <summary>A ranking of items for users.</summary>
    public static TaskFrame Ranking(Dataset dataset, RelationalShape shape, RequestLimits limits, string query, int top)
    {
        var tables = new DatasetTables(dataset, shape, isLinkPrediction: true, limits.Categories);
        var task = new TaskSpec
        {
            Kind = TaskKinds.LinkPrediction,
            Target = new TargetSpec(tables.Names.Target, Dtypes.StringList),
            EntityTableNames = [UsersTable.Name, ItemsTable.Name],
            AnchorTimeColumn = tables.Names.Anchor,
            TopK = top,
        };
        return new TaskFrame(tables, task, tables.Schema(), new OutputSpec("rankings"), InferenceOf(shape, "base"), query, shape.Model);
    }

    private static InferenceSpec InferenceOf(RelationalShape shape, string kind) => new()
    {
        RunMode = shape.RunMode.WireName(),
        UsePredictionTime = shape.UsePredictionTime,
        InferenceConfig = new InferenceConfig { Kind = kind, NumEstimators = shape.NumEstimators, ClassShuffle = kind == "classification" ? false : null },
    };
}
