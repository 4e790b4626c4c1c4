using PersonalizedAgent.Core.Kumo.Relational.Wire;
using static PersonalizedAgent.Tests.Kumo.Relational.WireRequests;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>Requests that our datasets cannot make, put together from the wire types: they can say all that the contract knows.</summary>
public sealed class RelationalContractExampleTests
{
    private static readonly OutputSpec Classes = new("prediction", "probabilities");

    private static readonly string[] TwoItems = ["item_10", "item_11"];
    private static readonly string[] OneItem = ["item_12"];

    [Fact]
    public void Wire_ContractBinaryClassification_IsSaid() =>
        Examples.AssertSame(Examples.Text("requests/contract_binary_classification.json"), WireJson.ToUtf8(Accounts("kumo-relational-binary-classification-001")));

    [Fact]
    public void Wire_ContractSessionCreate_IsSaid() =>
        Examples.AssertSame(
            Examples.Text("requests/contract_session_create.json"),
            WireJson.ToUtf8(Accounts("kumo-relational-binary-classification-001").ToSession() with { Metadata = new RequestMetadata { RequestId = "kumo-relational-session-create-001" } }));

    [Fact]
    public void Wire_ContractSessionPrediction_IsSaid() =>
        Examples.AssertSame(Examples.Text("requests/contract_session_prediction.json"), WireJson.ToUtf8(Accounts("kumo-relational-session-prediction-001").ToSessionPrediction()));

    [Fact]
    public void Wire_ContractForecasting_IsSaid()
    {
        Section Part(string columns, object?[][] instances, params int[] numbers) => new(
            Table(columns, instances),
            Map(("items", Table("instance_id item_id category", [.. numbers.Select(number => (object?[])[number, 42, "books"])]))));
        var request = new PredictionRequest
        {
            Task = new TaskSpec
            {
                Kind = TaskKinds.Forecasting,
                Target = new TargetSpec("weekly_revenue", Dtypes.Float32),
                EntityTableNames = ["items"],
                AnchorTimeColumn = "anchor_time",
                StepSize = 604_800_000_000_000,
                NumForecasts = 3,
            },
            Schema = new SchemaSpec(
                Columns(new("instance_id"), ("instance_id", KeyOfInt), ("item_id", IntId), ("weekly_revenue", new ColumnSpec(Dtypes.Float32, Stypes.Numerical)), ("anchor_time", Anchor)),
                Map(("items", Columns(new("instance_id", "item_id"), ("instance_id", KeyOfInt), ("item_id", IntId), ("category", ColumnSpec.Category)))),
                [Relation(null, ["instance_id", "item_id"], "items")]),
            Context = Part("instance_id item_id weekly_revenue anchor_time", [[1001, 42, 30.0, At("2025-01-01")], [1002, 42, 34.5, At("2025-01-08")]], 1001, 1002),
            Predict = Part("instance_id item_id anchor_time", [[2001, 42, At("2025-01-15")]], 2001),
            Output = new OutputSpec("prediction"),
            Inference = new InferenceSpec { RunMode = "best" },
            Metadata = new RequestMetadata { RequestId = "rfm-forecasting-demo-001" },
        };

        Examples.AssertSame(Examples.Text("requests/contract_forecasting.json"), WireJson.ToUtf8(request));
    }

    [Fact]
    public void Wire_ContractTemporalLinkPrediction_IsSaid()
    {
        const string Items = "instance_id item_id user_id category";
        var request = new PredictionRequest
        {
            Task = new TaskSpec
            {
                Kind = TaskKinds.LinkPrediction,
                Target = new TargetSpec("purchased_item_ids", Dtypes.StringList),
                EntityTableNames = ["users", "items"],
                AnchorTimeColumn = "anchor_time",
                TopK = 3,
            },
            Schema = new SchemaSpec(
                Columns(
                    new("instance_id"),
                    ("instance_id", KeyOfInt),
                    ("user_id", IntId),
                    ("seed_item_id", TextId),
                    ("purchased_item_ids", new ColumnSpec(Dtypes.StringList, Stypes.MultiCategorical, Nullable: false)),
                    ("anchor_time", Anchor)),
                Map(
                    ("users", Columns(new("instance_id", "user_id"), ("instance_id", KeyOfInt), ("user_id", IntId))),
                    ("items", Columns(new("instance_id", "item_id"), ("instance_id", KeyOfInt), ("item_id", TextId), ("user_id", IntId), ("category", ColumnSpec.Category)))),
                [Relation(null, ["instance_id", "user_id"], "users"), Relation("users", ["instance_id", "user_id"], "items")]),
            Context = new Section(
                Table(
                    "instance_id user_id seed_item_id purchased_item_ids anchor_time",
                    [1001, 501, "item_10", TwoItems, At("2025-01-01")],
                    [1002, 502, "item_12", OneItem, At("2025-01-02")]),
                Map(
                    ("users", Table("instance_id user_id", [1001, 501], [1002, 502])),
                    ("items", Table(Items, [1001, "item_10", 501, "books"], [1001, "item_11", 501, "games"], [1002, "item_12", 502, "music"])))),
            Predict = new Section(
                Table("instance_id user_id seed_item_id anchor_time", [2001, 601, "item_10", At("2025-02-01")]),
                Map(
                    ("users", Table("instance_id user_id", [2001, 601])),
                    ("items", Table(Items, [2001, "item_10", 601, "books"], [2001, "item_11", 601, "games"], [2001, "item_12", 601, "music"])))),
            Output = new OutputSpec("rankings"),
            Inference = new InferenceSpec { RunMode = "best" },
            Metadata = new RequestMetadata { RequestId = "rfm-link-prediction-demo-001" },
        };

        Examples.AssertSame(Examples.Text("requests/contract_temporal_link_prediction.json"), WireJson.ToUtf8(request));
    }

    // Accounts with amounts and no events: our datasets are of users and orders.
    [Fact]
    public void Wire_ComposedMinimalCatalogStyle_IsSaid() =>
        Examples.AssertSame(
            Examples.Text("requests/composed_binary_minimal_catalog_style.json"),
            WireJson.ToUtf8(Minimal(TaskKinds.Binary, TargetSpec.Binary("label"), Flag, true, false, true)));

    // The builder asks no questions of more than two answers.
    [Fact]
    public void Wire_ComposedMulticlass_IsSaid() =>
        Examples.AssertSame(
            Examples.Text("requests/composed_multiclass.json"),
            WireJson.ToUtf8(Minimal(
                TaskKinds.Multiclass, new TargetSpec("label", Dtypes.String) { Classes = ["basic", "pro", "enterprise"] }, ColumnSpec.Category, "pro", "basic", "enterprise")));

    private static PredictionRequest Minimal(string kind, TargetSpec target, ColumnSpec label, params object[] labels)
    {
        const string Accounts = "instance_id account_id amount segment";
        return new PredictionRequest
        {
            Task = new TaskSpec { Kind = kind, Target = target, EntityTableNames = ["accounts"], AnchorTimeColumn = "anchor_time" },
            Schema = new SchemaSpec(
                Columns(new("instance_id"), ("instance_id", KeyOfInt), ("anchor_time", Anchor), ("account_id", KeyOfInt), ("label", label)),
                Map(("accounts", Columns(
                    new("instance_id", "account_id"), ("instance_id", KeyOfInt), ("account_id", KeyOfInt), ("amount", ColumnSpec.Number), ("segment", ColumnSpec.Category)))),
                [Relation(null, ["instance_id", "account_id"], "accounts")]),
            Context = new Section(
                Table(
                    "instance_id anchor_time account_id label",
                    [1, At("2025-01-01"), 101, labels[0]],
                    [2, At("2025-01-02"), 102, labels[1]],
                    [3, At("2025-01-03"), 103, labels[2]]),
                Map(("accounts", Table(Accounts, [1, 101, 120.5, "enterprise"], [2, 102, 8.25, "startup"], [3, 103, 300.0, null])))),
            Predict = new Section(
                Table("instance_id anchor_time account_id", [4, At("2025-02-01"), 104]), Map(("accounts", Table(Accounts, [4, 104, 280.0, "enterprise"])))),
            Output = Classes,
        };
    }

    private static PredictionRequest Accounts(string requestId) => new()
    {
        Task = new TaskSpec { Kind = TaskKinds.Classification, Target = TargetSpec.Binary("status"), EntityTableNames = ["accounts"] },
        Schema = new SchemaSpec(
            Columns(new("account_id"), ("account_id", KeyOfInt), ("status", Flag), ("anchor_time", Anchor)),
            Map(("accounts", Columns(new("account_id"), ("account_id", KeyOfInt), ("segment", ColumnSpec.Category)))),
            [Relation(null, ["account_id"], "accounts")]),
        Context = new Section(
            Table("account_id status anchor_time", [501, true, At("2025-01-01")], [502, false, At("2025-01-02")], [503, true, At("2025-01-03")]),
            Map(("accounts", Table("account_id segment", [501, "enterprise"], [502, "startup"], [503, "mid-market"])))),
        Predict = new Section(
            Table("account_id anchor_time", [601, At("2025-02-01")], [602, At("2025-02-01")]),
            Map(("accounts", Table("account_id segment", [601, "enterprise"], [602, "startup"])))),
        Output = Classes,
        Inference = new InferenceSpec { RunMode = "best", UsePredictionTime = false },
        Metadata = new RequestMetadata { RequestId = requestId },
    };
}
