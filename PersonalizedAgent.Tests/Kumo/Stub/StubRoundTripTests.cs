using System.Text.Json;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Reading;

namespace PersonalizedAgent.Tests.Kumo.Stub;

/// <summary>What the client builds passes the strict checks, and what comes back can be read and means something.</summary>
public sealed class StubRoundTripTests : StubTest
{
    private const int Horizon = 30;

    private static readonly int At = World.Moment(World.Start.AddDays(150));
    private static readonly Dataset Data = World.MadeUp(1).Read();
    private static readonly Dataset Shop = World.ReadShop();

    public static TheoryData<bool, int> Shapes => new(from isSingle in (bool[])[false, true] from hops in (int[])[1, 2] select (isSingle, hops));

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Engagement_IsAnsweredForEachRow_AndToldApart(bool isSingle, int hops)
    {
        await using var server = await KumoStubServer.StartAsync();
        var requests = Builder(Data, isSingle, hops, 25).Binary(new PredictiveTask.Engagement(Horizon), Examples(Data), Rows(Data));

        var chances = await AskAsync(server, requests);

        Assert.Equal(Data.Users.Count, chances.Count);
        Assert.True(server.Count > 1);
        // Users of even numbers buy every ten days, the others every seventy.
        Assert.True(chances.Where((_, row) => row % 2 == 0).Average() > chances.Where((_, row) => row % 2 == 1).Average() + 0.2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_IsAnsweredForEachRow(bool isSingle)
    {
        await using var server = await KumoStubServer.StartAsync();
        var context = ContextBuilder.Responses(Data, AgentAction.SendMessage, 0, At);

        var chances = await AskAsync(server, Builder(Data, isSingle).Binary(new PredictiveTask.Response(AgentAction.SendMessage), context, Rows(Data)));

        Assert.Equal(Data.Users.Count, chances.Count);
        Assert.True(chances.Where((_, row) => row % 2 == 0).Average() > chances.Where((_, row) => row % 2 == 1).Average());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ranking_IsAnsweredForEachRow(bool isSingle)
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var (context, candidates) = (Items(Data), Enumerable.Range(0, Data.Items.Count).ToArray());
        ItemQuestion[] questions = [.. Enumerable.Range(0, Data.Users.Count).Select(row => new ItemQuestion(row, At, candidates))];

        foreach (var built in Builder(Data, isSingle).Ranking(new PredictiveTask.NextItems(Horizon, 5), context, candidates, questions))
        {
            var request = Assert.IsType<BuiltRequest.Ready>(built).Request;
            var rankings = Read(AnswerReader.Rankings(Ok(await client.PredictAsync(request.Body, default)), request.Answer));

            Assert.Equal(request.Count, rankings.Count);
            Assert.All(rankings, ranking => Assert.Equal(5, ranking.Count));
            Assert.All(rankings, ranking => Assert.Equal(ranking.OrderByDescending(item => item.Score), ranking));
            // Who bought an item often finds it further up than who did not.
            Assert.True(rankings.DistinctBy(ranking => string.Join(',', ranking.Select(item => item.Id))).Count() > 1);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OneItem_IsAnsweredForEachRow(bool isSingle)
    {
        await using var server = await KumoStubServer.StartAsync();

        var chances = await AskAsync(server, Builder(Data, isSingle).OneItem(new PredictiveTask.NextItems(Horizon, 5), 3, Items(Data), Rows(Data)));

        Assert.Equal(Data.Users.Count, chances.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DemoShop_PassesAllChecks(bool isSingle)
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var at = Core.Datasets.Reading.Moments.FromDateTime(Shop.Orders.Last!.Value);
        var anchors = ContextBuilder.Anchors(Shop.Orders, at, Horizon, 3);
        PredictRow[] rows = [.. Enumerable.Range(0, 300).Select(row => new PredictRow(row, at))];
        int[] candidates = [.. Enumerable.Range(0, Math.Min(40, Shop.Items.Count))];
        var builder = Builder(Shop, isSingle);
        List<ItemExample> items = [.. anchors.SelectMany(anchor => ContextBuilder.NextItems(Shop, anchor, Horizon))];

        await AskAsync(server, builder.Binary(new PredictiveTask.Engagement(Horizon), [.. anchors.SelectMany(anchor => ContextBuilder.Engagement(Shop, anchor, Horizon))], rows));
        foreach (var action in AgentActions.All)
        {
            if (ContextBuilder.Responses(Shop, action, 0, at) is { Count: > 0 } context)
                await AskAsync(server, builder.Binary(new PredictiveTask.Response(action), context, rows));
        }

        foreach (var built in builder.Ranking(new PredictiveTask.NextItems(Horizon, 10), items, candidates, [.. rows.Select(row => new ItemQuestion(row.UserRow, at, candidates))]))
        {
            var request = Assert.IsType<BuiltRequest.Ready>(built).Request;
            Read(AnswerReader.Rankings(Ok(await client.PredictAsync(request.Body, default)), request.Answer));
        }
    }

    [Theory]
    [InlineData(true, 1.0)]
    [InlineData(false, 0.0)]
    public async Task Examples_AllAlike_GiveTheirShare(bool label, double expected)
    {
        await using var server = await KumoStubServer.StartAsync();
        LabelledExample[] context = [.. Examples(Data).Select(example => example with { Label = label })];

        var chances = await AskAsync(server, Builder(Data, false).Binary(new PredictiveTask.Engagement(Horizon), context, Rows(Data)));

        Assert.All(chances, chance => Assert.Equal(expected, chance));
    }

    [Fact]
    public async Task Answer_SaysThatItIsTheStub_InAnOrderOfItsOwn()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var request = Ready(Builder(Data, false).Binary(new PredictiveTask.Engagement(Horizon), Examples(Data), Rows(Data)));

        var body = Ok(await client.PredictAsync(request.Body, default));

        var read = Assert.IsType<Answer<Core.Kumo.Relational.Wire.PredictionResponse>.Read>(AnswerReader.Items(body, request.Answer));
        Assert.Equal(["Another model than kumo-relational answered."], read.Warnings);
        Assert.Equal(("kumo-relational-stub", "stub", "binary_classification"), (read.Value.Model, read.Value.Metadata.Adapter, read.Value.Metadata.TaskKind));
        Assert.All(read.Value.Predictions, item => Assert.Equal(["False", "True"], item.Probabilities!.Keys.Order(StringComparer.Ordinal)));
        Assert.All(read.Value.Predictions, item => Assert.Equal(1, item.Probabilities!.Values.Sum(), 1e-9));
        using var json = JsonDocument.Parse(body);
        int[] order = [.. json.RootElement.GetProperty("predictions").EnumerateArray().Select(item => item.GetProperty("row_index").GetInt32())];
        Assert.NotEqual(order.Order(), order);
    }

    [Fact]
    public async Task Answer_ToTheSameRequest_IsTheSame()
    {
        await using var server = await KumoStubServer.StartAsync();
        await using var other = await KumoStubServer.StartAsync();
        using var client = Client(server);
        using var otherClient = Client(other);

        var first = Ok(await client.PredictAsync(StubRequests.NewBinary().Bytes(), default));
        var second = Ok(await otherClient.PredictAsync(StubRequests.NewBinary().Bytes(), default));

        Assert.Equal(first, second);
        Assert.Equal((1, 1), (server.Count, other.Count));
        Assert.NotEqual(server.Url, other.Url);
    }

    [Fact]
    public async Task Ranking_CountsWhatWasChosenAndWhatIsInTheOwnPast()
    {
        await using var server = await KumoStubServer.StartAsync();
        using var client = Client(server);
        var request = StubRequests.NewRanking();

        Assert.Equal("c 2, b 1", await RankedAsync());

        StubRequests.Set(request, "schema.related_tables.orders.columns.item_id", """{"dtype":"string","stype":"ID"}""");
        StubRequests.Set(request, "schema.relationships[2]", """{"source_table":"orders","source_columns":["instance_id","item_id"],"target_table":"items","target_columns":["instance_id","item_id"]}""");
        StubRequests.Set(request, "context.related_tables.orders", """{"format":"arrays","columns":["instance_id","order_id","user_id","at","item_id"],"rows":[[0,1,7,"2025-01-01T00:00:00Z",null]]}""");
        StubRequests.Set(
            request, "predict.related_tables.orders",
            """{"format":"arrays","columns":["instance_id","order_id","user_id","at","item_id"],"rows":[[2,1,9,"2025-03-01T00:00:00Z","a"],[2,2,9,"2025-03-01T00:00:00Z","a"],[2,3,9,"2025-03-01T00:00:00Z","a"]]}""");
        Assert.Equal("a 3, c 2", await RankedAsync());

        async Task<string> RankedAsync() =>
            string.Join(", ", Read(AnswerReader.Rankings(Ok(await client.PredictAsync(request.Bytes(), default)), OneRow))[0].Select(item => $"{item.Id} {item.Score}"));
    }

    private static async Task<List<double>> AskAsync(KumoStubServer server, IEnumerable<BuiltRequest> requests)
    {
        using var client = Client(server);
        var chances = new List<double>();
        foreach (var built in requests)
        {
            var request = Assert.IsType<BuiltRequest.Ready>(built).Request;
            chances.AddRange(Read(AnswerReader.Probabilities(Ok(await client.PredictAsync(request.Body, default)), request.Answer)));
        }

        return chances;
    }

    internal static RelationalRequest Ready(IEnumerable<BuiltRequest> requests) => Assert.IsType<BuiltRequest.Ready>(requests.First()).Request;

    internal static RelationalRequest Engagement(int rowsAtOnce = 1_000) =>
        Ready(Builder(Data, false, rows: rowsAtOnce).Binary(new PredictiveTask.Engagement(Horizon), Examples(Data), Rows(Data)));

    internal static IEnumerable<BuiltRequest> Engagements(int rowsAtOnce) =>
        Builder(Data, false, rows: rowsAtOnce).Binary(new PredictiveTask.Engagement(Horizon), Examples(Data), Rows(Data));

    private static RequestBuilder Builder(Dataset data, bool isSingle, int hops = 2, int rows = 1_000) => new(
        data,
        new RelationalShape { KeyStyle = isSingle ? RelationalKeyStyle.SingleColumn : RelationalKeyStyle.Composite, Hops = hops },
        new RequestLimits { PredictRows = rows });

    private static List<LabelledExample> Examples(Dataset data) =>
        [.. ContextBuilder.Anchors(data.Orders, At, Horizon, 3).SelectMany(anchor => ContextBuilder.Engagement(data, anchor, Horizon))];

    private static List<ItemExample> Items(Dataset data) =>
        [.. ContextBuilder.Anchors(data.Orders, At, Horizon, 3).SelectMany(anchor => ContextBuilder.NextItems(data, anchor, Horizon))];

    private static PredictRow[] Rows(Dataset data) => [.. Enumerable.Range(0, data.Users.Count).Select(row => new PredictRow(row, At))];
}
