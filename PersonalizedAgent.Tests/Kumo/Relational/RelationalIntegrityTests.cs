using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>What must hold of any request, tried on users, orders and contacts at random.</summary>
public sealed class RelationalIntegrityTests
{
    private static readonly int At = Moments.FromDateTime(new DateTime(2025, 7, 1));

    [Theory]
    [InlineData(RelationalKeyStyle.Composite, 1)]
    [InlineData(RelationalKeyStyle.Composite, 2)]
    [InlineData(RelationalKeyStyle.SingleColumn, 3)]
    [InlineData(RelationalKeyStyle.SingleColumn, 4)]
    public void Requests_OfAnyKind_KnowNothingLaterAndNameWhatIsThere(RelationalKeyStyle style, int seed)
    {
        var dataset = Shop(seed);
        var shape = new RelationalShape { KeyStyle = style, FanOut = 5 };
        var builder = new RequestBuilder(dataset, shape, new RequestLimits { PredictRows = 20, ItemPredictRows = 20 });
        PredictRow[] rows = [.. Enumerable.Range(0, dataset.Users.Count).Select(user => new PredictRow(user, At))];
        var engagement = Anchors(dataset).SelectMany(anchor => ContextBuilder.Engagement(dataset, anchor, 30)).ToList();
        var items = Anchors(dataset).SelectMany(anchor => ContextBuilder.NextItems(dataset, anchor, 30)).ToList();
        ItemQuestion[] questions = [.. rows.Select(row => new ItemQuestion(row.UserRow, row.Anchor, [row.UserRow % 5, 7, 8]))];
        var responses = ContextBuilder.Responses(dataset, AgentAction.OfferDiscount, int.MinValue, At);
        var task = new PredictiveTask.NextItems(30, 2);

        RelationalRequest[] requests =
        [
            .. builder.Binary(new PredictiveTask.Engagement(30), engagement, rows).Ready(),
            .. builder.Binary(new PredictiveTask.Response(AgentAction.OfferDiscount), responses, rows).Ready(),
            .. builder.Ranking(task, items, [1, 2], questions).Ready(),
            .. builder.OneItem(task, 3, items, rows).Ready(),
        ];

        Assert.Equal(12, requests.Length);
        foreach (var request in requests)
            Check(JsonNode.Parse(request.Body)!, request);
    }

    [Fact]
    public void Requests_MadeTwice_AreEqual()
    {
        var dataset = Shop(5);
        var context = ContextBuilder.Engagement(dataset, At - 30 * Moments.SecondsPerDay, 30);
        byte[] Body() => new RequestBuilder(dataset, new RelationalShape(), new RequestLimits()).Binary(new PredictiveTask.Engagement(30), context, [new PredictRow(0, At)]).Only().Body;

        Assert.Equal(Body(), Body());
    }

    private static IReadOnlyList<int> Anchors(Dataset dataset) => ContextBuilder.Anchors(dataset.Orders, At, 30, 3);

    private static void Check(JsonNode root, RelationalRequest request)
    {
        var schema = root["schema"]!;
        var instances = new HashSet<string>();
        foreach (var section in (string[])["context", "predict"])
        {
            var rows = Rows(root[section]!["instance_table"]!);
            Assert.All(rows, row => Assert.True(instances.Add(row["instance_id"])));
            var anchor = root["task"]!["anchor_time_column"]!.GetValue<string>();
            var anchors = rows.ToDictionary(row => row["instance_id"], row => row[anchor]);
            var tables = root[section]!["related_tables"]!.AsObject().ToDictionary(table => table.Key, table => Rows(table.Value!));
            foreach (var (name, table) in tables)
            {
                string[] key = [.. schema["related_tables"]![name]!["primary_key"]!.AsArray().Select(column => column!.GetValue<string>())];
                Assert.Equal(table.Count, table.Select(row => string.Join('|', key.Select(column => row[column]))).Distinct().Count());
                // Times of one format are ordered as texts; an instance of the other section would not be found.
                Assert.All(table, row => Assert.False(row.TryGetValue("at", out var at) && string.CompareOrdinal(at, anchors[row["instance_id"]]) > 0));
                Assert.All(table, row => Assert.Contains(row["instance_id"], anchors));
                Assert.All(table.CountBy(row => row["instance_id"]), pair => Assert.True(pair.Value <= 13));
                if (name is "orders" or "contacts")
                    Assert.All(table.CountBy(row => row["instance_id"]), pair => Assert.True(pair.Value <= 5));
            }

            Assert.Equal(rows.Count, tables["users"].Count);
            foreach (var relation in schema["relationships"]!.AsArray())
                CheckRelation(relation!, relation!["source_table"] is { } source ? tables[source.GetValue<string>()] : rows, tables[relation["target_table"]!.GetValue<string>()]);
        }

        Assert.Equal(request.Count, root["predict"]!["instance_table"]!["rows"]!.AsArray().Count);
    }

    private static void CheckRelation(JsonNode relation, List<Dictionary<string, string>> sources, List<Dictionary<string, string>> targets)
    {
        var source = relation["source_columns"]!.AsArray()[^1]!.GetValue<string>();
        var target = relation["target_columns"]!.AsArray()[^1]!.GetValue<string>();
        var known = targets.Select(row => (row["instance_id"], row[target])).ToHashSet();
        Assert.All(sources, row => Assert.True(row[source] == "null" || known.Contains((row["instance_id"], row[source]))));
    }

    private static List<Dictionary<string, string>> Rows(JsonNode table)
    {
        string[] columns = [.. table["columns"]!.AsArray().Select(column => column!.GetValue<string>())];
        return [.. table["rows"]!.AsArray().Select(row => columns.Zip(row!.AsArray(), (name, cell) => (name, cell?.ToJsonString() ?? "null")).ToDictionary(pair => pair.name, pair => pair.Item2))];
    }

    private static Dataset Shop(int seed)
    {
        var random = new Random(seed);
        var (users, orders, contacts) = (new StringBuilder("user_id,age\n"), new StringBuilder("order_id,user_id,item_id,at,amount\n"), new StringBuilder("user_id,action,at,responded\n"));
        string Time() => new DateTime(2025, 1, 1).AddSeconds(random.Next(200 * Moments.SecondsPerDay)).ToString("s", CultureInfo.InvariantCulture);
        for (var user = 0; user < 60; user++)
        {
            users.Append(CultureInfo.InvariantCulture, $"{user},{20 + user}\n");
            for (var i = random.Next(12); i > 0; i--)
                orders.Append(CultureInfo.InvariantCulture, $"{random.Next(900)},{user},{(random.Next(5) == 0 ? "" : random.Next(9).ToString(CultureInfo.InvariantCulture))},{Time()},{i}.5\n");
            for (var i = random.Next(9); i > 0; i--)
                contacts.Append(CultureInfo.InvariantCulture, $"{user},{(i % 2 == 0 ? "offer_discount" : "send_message")},{Time()},{i % 3 == 0}\n");
        }

        var items = "item_id,category,price\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"{i},c{i % 3},{i}\n"));
        return FolderFiles.Read(("users.csv", users.ToString()), ("items.csv", items), ("orders.csv", orders.ToString()), ("contacts.csv", contacts.ToString()));
    }
}
