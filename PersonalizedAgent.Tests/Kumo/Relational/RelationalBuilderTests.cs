using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational;

public sealed class RelationalBuilderTests
{
    private const string Orders = "order_id,user_id,item_id,at,quantity,amount\n";
    private static readonly int Anchor = Moments.FromDateTime(new DateTime(2025, 6, 1, 12, 0, 0));
    private static readonly PredictiveTask.Engagement Engagement = new(30);
    private static readonly LabelledExample[] Context = [new(0, Anchor, true), new(1, Anchor, false)];

    [Fact]
    public void Binary_OrderAtTheAnchorOrLater_IsKnownAtItAlone()
    {
        var dataset = FolderFiles.ReadOrders(Orders + "1,1,a,2025-06-01T12:00:00,1,5\n2,1,a,2025-06-01T12:00:01,1,6\n");

        var request = Built(dataset);

        Assert.Equal(["""[0,1,1,"a",1,5,"2025-06-01T12:00:00.000000Z"]"""], request.Rows("context", "orders"));
        Assert.Equal(["""[2,1,1,"a",1,5,"2025-06-01T12:00:00.000000Z"]"""], request.Rows("predict", "orders"));
        Assert.Equal(["""[0,"a"]"""], request.Rows("context", "items"));
    }

    [Theory]
    [InlineData(16, 16)]
    [InlineData(17, 16)]
    public void Binary_OrdersAtTheFanOutAndAbove_AreTheMostRecent(int count, int expected)
    {
        var dataset = FolderFiles.ReadOrders(Orders + string.Concat(Enumerable.Range(0, count).Select(i => Invariant($"{i},1,i{i},2025-05-01T00:00:{i:00},1,5\n"))));

        var request = Built(dataset, new RelationalShape { RunMode = RelationalRunMode.Debug });

        var rows = request.Rows("predict", "orders");
        Assert.Equal(expected, rows.Length);
        Assert.StartsWith(Invariant($"[2,{count - 1},"), rows[^1], StringComparison.Ordinal);
        Assert.StartsWith(Invariant($"[2,{count - expected},"), rows[0], StringComparison.Ordinal);
        Assert.Equal(expected, request.Rows("predict", "items").Length);
        Assert.Equal(16, request.FanOut);
    }

    [Fact]
    public void Binary_UsersColumns_LeaveOutWhatIsAsOfToday()
    {
        var dataset = FolderFiles.Read(
            ("users.csv", "user_id,age,gender,last_active,interactions,purchases,city,joined,score,instance_id,empty\n" +
                "1,30,f,2025-08-01,5,6,Rome,2025-06-01,1.5,9,\n2,,,2025-08-01,5,6,,2025-06-02,,8,\n"),
            ("orders.csv", "user_id,at\n1,2025-05-01\n"));

        var request = Built(dataset);

        Assert.Equal(["instance_id", "user_id", "age", "gender", "city", "joined", "score", "instance_id_1"], request.Columns("users"));
        // A day that starts after the anchor is not known yet.
        Assert.Equal(["""[0,1,30,"f","Rome","2025-06-01T00:00:00.000000Z",1.5,9]""", "[1,2,null,null,null,null,null,8]"], request.Rows("context", "users"));
        Assert.Equal("float64", request.At("schema", "related_tables", "users", "columns", "age", "dtype").GetValue<string>());
        Assert.Equal(["instance_id", "order_id", "user_id", "at"], request.Columns("orders"));
        Assert.Equal(["users", "orders"], request.Tables());
    }

    [Fact]
    public void Binary_TextsThatUsersHaveOfTheirOwn_StayHere()
    {
        var users = string.Concat(Enumerable.Range(1, 300).Select(i => Invariant($"{i},p{i}@example.org,c{i % 150}\n")));
        var dataset = FolderFiles.Read(("users.csv", "user_id,email,city\n" + users), ("orders.csv", "user_id,at\n1,2025-05-01\n"));

        Assert.Equal(["instance_id", "user_id", "city"], Built(dataset).Columns("users"));
        Assert.Equal(["instance_id", "user_id"], Built(dataset, limits: new RequestLimits { Categories = 149 }).Columns("users"));
    }

    [Fact]
    public void Binary_LinesThatShareAnId_AreNamedByTheirPlace()
    {
        var dataset = FolderFiles.ReadOrders(Orders + "A,1,a,2025-05-01,1,\nA,1,b,2025-05-01,2.5,7\n");

        var request = Built(dataset);

        Assert.Equal(["instance_id", "line_id", "user_id", "item_id", "quantity", "amount", "at"], request.Columns("orders"));
        Assert.Equal(
            ["""[2,0,1,"a",1,null,"2025-05-01T00:00:00.000000Z"]""", """[2,1,1,"b",2.5,7,"2025-05-01T00:00:00.000000Z"]"""], request.Rows("predict", "orders"));
    }

    [Fact]
    public void Binary_OneHop_LeavesOutItems()
    {
        var request = Built(FolderFiles.ReadOrders(Orders + "1,1,a,2025-05-01,1,5\n"), new RelationalShape { Hops = 1 });

        Assert.Equal(["users", "orders"], request.Tables());
        Assert.DoesNotContain("item_id", request.Columns("orders"));
    }

    [Fact]
    public void Binary_EngineStyleWithItems_PointsAtRunningNumbers()
    {
        var dataset = FolderFiles.ReadOrders(Orders + "1,1,a,2025-05-01,1,5\n2,1,,2025-05-02,1,5\n3,1,b,2025-05-03,1,5\n", "item_id,name,category,price\nb,Bee,x,2\na,Ay,y,3\n");

        var request = Built(dataset, new RelationalShape { KeyStyle = RelationalKeyStyle.SingleColumn });

        Assert.Equal(["instance_id", "__node_id", "quantity", "amount", "at", "user_id", "item_id"], request.Columns("orders"));
        Assert.Equal(["""[2,2,"y",3]""", """[2,3,"x",2]"""], request.Rows("predict", "items"));
        Assert.Equal(
            ["""[2,3,1,5,"2025-05-01T00:00:00.000000Z",1,2]""", """[2,4,1,5,"2025-05-02T00:00:00.000000Z",1,null]""", """[2,5,1,5,"2025-05-03T00:00:00.000000Z",1,3]"""],
            request.Rows("predict", "orders"));
    }

    [Fact]
    public void Binary_ResponseToAnAction_DoesNotKnowTheContactItself()
    {
        var dataset = FolderFiles.ReadContacts(
            "contact_id,user_id,action,at,responded\nc1,1,send_message,2025-05-01T10:00:00,true\nc2,1,send_message,2025-05-02T10:00:00,false\nc3,1,offer_discount,2025-05-03,true\n");
        var context = ContextBuilder.Responses(dataset, AgentAction.SendMessage, int.MinValue, Anchor);

        var request = new RequestBuilder(dataset, new RelationalShape(), new RequestLimits())
            .Binary(new PredictiveTask.Response(AgentAction.SendMessage), context, [new PredictRow(0, Anchor)]).Only();

        Assert.Equal(["""[0,1,"2025-05-01T09:59:59.000000Z",true]""", """[1,1,"2025-05-02T09:59:59.000000Z",false]"""], request.Rows("context", "instance_table"));
        Assert.Equal(["""[1,"c1",1,"send_message","2025-05-01T10:00:00.000000Z",true]"""], request.Rows("context", "contacts"));
        Assert.Equal(3, request.Rows("predict", "contacts").Length);
        Assert.Equal(["users", "contacts"], request.Tables());
    }

    [Fact]
    public void Ranking_PredictRows_HoldTheCandidatesAlone()
    {
        var dataset = FolderFiles.ReadOrders(Orders + "1,1,a,2025-05-01,1,5\n2,1,b,2025-05-02,1,5\n3,2,c,2025-05-02,1,5\n");
        ItemExample[] context = [new(0, Moments.FromDateTime(new DateTime(2025, 5, 1)), [1])];

        var request = new RequestBuilder(dataset, new RelationalShape { Hops = 1, KeyStyle = RelationalKeyStyle.SingleColumn }, new RequestLimits())
            .Ranking(new PredictiveTask.NextItems(30, 5), context, [2], [new ItemQuestion(0, Anchor, [2, 1])]).Only();

        Assert.Equal(["""[0,"c"]""", """[0,"a"]""", """[0,"b"]"""], request.Rows("context", "items"));
        Assert.Equal(["""[1,"c"]""", """[1,"b"]"""], request.Rows("predict", "items"));
        // Its order of an item that is no candidate names none.
        Assert.Equal(["null]", "\"b\"]"], request.Rows("predict", "orders").Select(row => row.Split(',')[^1]));
        Assert.Equal(["""[1,1,"c","2025-06-01T12:00:00.000000Z"]"""], request.Rows("predict", "instance_table"));
        Assert.Equal(["""[0,1,"c","2025-05-01T00:00:00.000000Z",["b"]]"""], request.Rows("context", "instance_table"));
        Assert.Equal(["b", "c"], request.Answer.Candidates![0].Order());
        Assert.Equal(32, request.FanOut);
    }

    [Fact]
    public void Ranking_WithoutItemsOrCandidates_SaysWhy()
    {
        var builder = new RequestBuilder(FolderFiles.ReadOrders(Orders + "1,1,a,2025-05-01,1,5\n"), new RelationalShape(), new RequestLimits());
        var withoutItems = new RequestBuilder(FolderFiles.ReadOrders("user_id,at\n1,2025-05-01\n"), new RelationalShape(), new RequestLimits());
        var task = new PredictiveTask.NextItems(30, 5);

        var none = Assert.Single(builder.Ranking(task, [new(0, Anchor, [0])], [0], [new(0, Anchor, [0]), new(0, Anchor, [])]));
        var impossible = Assert.Single(withoutItems.Ranking(task, [new(0, Anchor, [0])], [0], [new(0, Anchor, [0])]));

        Assert.Equal(1, Assert.IsType<BuiltRequest.Impossible>(none).First);
        Assert.Contains("no items", Assert.IsType<BuiltRequest.Impossible>(impossible).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void OneItem_Candidate_IsAskedAsYesOrNo()
    {
        var request = new RequestBuilder(FolderFiles.ReadOrders(Orders + "1,1,a,2025-05-01,1,5\n2,2,b,2025-05-02,1,5\n"), new RelationalShape(), new RequestLimits())
            .OneItem(new PredictiveTask.NextItems(30, 5), 1, [new(0, Anchor, [1]), new(1, Anchor, [0])], [new PredictRow(0, Anchor)]).Only();

        Assert.Equal(["true]", "false]"], request.Rows("context", "instance_table").Select(row => row.Split(',')[^1]));
        Assert.Equal("PREDICT COUNT(orders.* WHERE orders.item_id = 'b', 0, 30, days) > 0 FOR EACH users.user_id", request.At("metadata", "source_query").GetValue<string>());
        Assert.Null(request.Answer.TopK);
    }

    [Fact]
    public void Binary_Shape_IsSaid()
    {
        var shape = new RelationalShape { Model = "kumo-next", RunMode = RelationalRunMode.Best, UsePredictionTime = true, NumEstimators = 4 };

        var request = Built(FolderFiles.ReadOrders(Orders + "1,1,a,2025-05-01,1,5\n"), shape);

        Assert.Equal(("kumo-next", "kumo-next"), (request.At("model").GetValue<string>(), request.Answer.Model));
        Assert.Equal(
            """{"run_mode":"best","use_prediction_time":true,"inference_config":{"kind":"classification","num_estimators":4,"column_shuffle":false,"category_shuffle":false,"hop_shuffle":false,"class_shuffle":false}}""",
            request.At("inference").ToJsonString());
        Assert.Null(System.Text.Json.Nodes.JsonNode.Parse(request.Body)!["task"]!["top_k"]);
    }

    [Fact]
    public void Binary_TextAndLargeIds_AreTexts()
    {
        var large = FolderFiles.Read(("users.csv", "user_id\n1\n9007199254740993\n"), ("orders.csv", "user_id,at\n1,2025-05-01\n"));
        var text = FolderFiles.Read(("users.csv", "user_id\n1\nx\n"), ("orders.csv", "user_id,at\n1,2025-05-01\n"));

        Assert.Equal(["[0,1]", """[1,"9007199254740993"]"""], Built(large).Rows("context", "users"));
        Assert.Equal("int64", Built(large).At("schema", "related_tables", "users", "columns", "user_id", "dtype").GetValue<string>());
        Assert.Equal(["""[0,"1"]""", """[1,"x"]"""], Built(text).Rows("context", "users"));
        Assert.Equal("string", Built(text).At("schema", "instance_table", "columns", "user_id", "dtype").GetValue<string>());
    }

    private static RelationalRequest Built(Dataset dataset, RelationalShape? shape = null, RequestLimits? limits = null) =>
        new RequestBuilder(dataset, shape ?? new RelationalShape(), limits ?? new RequestLimits()).Binary(Engagement, Context, [new PredictRow(0, Anchor)]).Only();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
