using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>The requests about users, items and orders, made of the raw tables by the builder. Two columns have our names; all else is as in the examples.</summary>
public sealed class RelationalComposedExampleTests
{
    private static readonly PredictiveTask.Engagement Engagement = new(30);
    private static readonly int At = Moment(2025, 3, 5);

    // Newest first, as in the examples: the users 1, 2 and 3 at each anchor.
    private static readonly LabelledExample[] Ordered =
    [
        .. Of(Moment(2025, 2, 3), true, true, true), .. Of(Moment(2025, 1, 4), true, true, false),
        .. Of(Moment(2024, 12, 5), true, false, false), .. Of(Moment(2024, 11, 5), false, false, true),
    ];

    private static readonly PredictRow[] AllUsers = [new(0, At), new(1, At), new(2, At)];

    [Fact]
    public void Builder_Engagement_IsTheComposedExample() => AssertSame("composed_binary_engagement_30d.json", Built(new RelationalShape()).Body);

    [Fact]
    public void Builder_EngagementInEngineStyleWithoutItems_IsTheComposedExample() =>
        AssertSame("composed_binary_engagement_30d_engine_style.json", Built(new RelationalShape { KeyStyle = RelationalKeyStyle.SingleColumn }, withItems: false).Body);

    [Fact]
    public void Builder_NextItems_IsTheComposedExample()
    {
        ItemExample[] context =
        [
            new(0, Moment(2025, 2, 3), [1]), new(1, Moment(2025, 2, 3), [1]), new(2, Moment(2025, 2, 3), [0]), new(0, Moment(2025, 1, 4), [0]),
            new(1, Moment(2025, 1, 4), [2]), new(0, Moment(2024, 12, 5), [2]), new(2, Moment(2024, 11, 5), [1]),
        ];
        int[] all = [0, 1, 2];
        var built = new RequestBuilder(Examples.Shop(), new RelationalShape(), new RequestLimits())
            .Ranking(new PredictiveTask.NextItems(30, 2), context, all, [new(0, At, all), new(1, At, all)]);

        AssertSame("composed_link_prediction_next_item.json", Assert.IsType<BuiltRequest.Ready>(Assert.Single(built)).Request.Body);
    }

    // The builder asks for no sums: its request with another target, put there by hand.
    [Theory]
    [InlineData("composed_regression_ltv_30d.json", "prediction", "median")]
    [InlineData("composed_regression_ltv_30d_quantiles.json", "quantiles", "quantiles")]
    public void Wire_RegressionInTheTablesOfTheBuilder_IsTheComposedExample(string file, string field, string outputType)
    {
        double[] sums = [30, 20, 75, 50, 100, 0, 15, 0, 0, 0, 0, 42];
        var wire = Built(new RelationalShape()).Wire;
        var instances = WireRequests.Table(
            "instance_id user_id anchor_time target",
            [.. Ordered.Select((example, i) => (object?[])[i, example.UserRow + 1, Moments.ToDateTime(example.Anchor), sums[i]])]);
        var columns = wire.Schema.InstanceTable.Columns.ToDictionary();
        columns["target"] = new ColumnSpec(Dtypes.Float32, Stypes.Numerical);
        var request = wire with
        {
            Task = wire.Task with { Kind = TaskKinds.Regression, Target = new TargetSpec("target", Dtypes.Float32) },
            Schema = wire.Schema with { InstanceTable = wire.Schema.InstanceTable with { Columns = columns } },
            Context = wire.Context with { InstanceTable = instances },
            Output = new OutputSpec(field),
            Inference = wire.Inference! with
            {
                InferenceConfig = new InferenceConfig { Kind = "regression", TargetTransforms = ["quantile"], OutputType = outputType },
            },
            Metadata = wire.Metadata! with { SourceQuery = "PREDICT SUM(orders.price, 0, 30, days) FOR EACH users.user_id" },
        };

        AssertSame(file, WireJson.ToUtf8(request));
    }

    [Fact]
    public void SessionBodies_OfARequest_HoldItsParts()
    {
        var request = Built(new RelationalShape());

        var whole = System.Text.Json.Nodes.JsonNode.Parse(request.Body)!.AsObject();
        foreach (var part in (byte[][])[request.ToSessionBody(), request.ToSessionPredictionBody()])
        {
            foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(part)!.AsObject())
                Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(value, whole[name]), name);
        }
    }

    private static RelationalRequest Built(RelationalShape shape, bool withItems = true) => Assert.IsType<BuiltRequest.Ready>(
        Assert.Single(new RequestBuilder(Examples.Shop(withItems), shape, new RequestLimits()).Binary(Engagement, Ordered, AllUsers))).Request;

    private static void AssertSame(string file, byte[] body) => Examples.AssertSame(Examples.WithOurNames(Examples.Text("requests/" + file)), body);

    private static int Moment(int year, int month, int day) => Moments.FromDateTime(new DateTime(year, month, day));

    private static IEnumerable<LabelledExample> Of(int anchor, params bool[] labels) => labels.Select((label, user) => new LabelledExample(user, anchor, label));
}
