using System.Globalization;
using System.Text;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Stub;

/// <summary>What the client makes of odd data passes the strict checks too.</summary>
public sealed class StubOddDataTests : StubTest
{
    private const int Users = 24;

    public static TheoryData<string, bool> Cases => new(
        from name in Telling.Keys
        from isSingle in (bool[])[false, true]
        select (name, isSingle));

    /// <summary>What stands in the requests of each case; else it would not be one.</summary>
    private static Dictionary<string, string> Telling => new()
    {
        ["texts"] = """
            "Ü3 \"q\", \\
            """,
        ["large"] = "\"9223372036854775807\"",
        ["mixed"] = "\"u1\"",
        ["bare"] = "\"orders\"",
        ["columns"] = "\"a.b[c]\":{\"dtype\":\"string\"",
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Requests_OfOddData_PassAllChecks(string name, bool isSingle)
    {
        var data = Read(name);
        var at = World.Moment(World.Start.AddDays(120));
        var anchors = ContextBuilder.Anchors(data.Orders, at, 30, 3);
        var builder = new RequestBuilder(
            data, new RelationalShape { KeyStyle = isSingle ? RelationalKeyStyle.SingleColumn : RelationalKeyStyle.Composite, FanOut = 3 }, new RequestLimits { PredictRows = 10, ItemPredictRows = 10 });
        PredictRow[] rows = [.. Enumerable.Range(0, data.Users.Count).Select(row => new PredictRow(row, at))];
        List<LabelledExample> engaged = [.. anchors.SelectMany(anchor => ContextBuilder.Engagement(data, anchor, 30))];
        Assert.True(data.Users.Count == Users && engaged.Count > Users);

        AssertPass(builder.Binary(new PredictiveTask.Engagement(30), engaged, rows));
        Assert.Contains(Telling[name], Encoding.UTF8.GetString(StubRoundTripTests.Ready(builder.Binary(new PredictiveTask.Engagement(30), engaged, rows)).Body), StringComparison.Ordinal);
        if (data.Contacts.Count > 0)
            AssertPass(builder.Binary(new PredictiveTask.Response(AgentAction.SendMessage), ContextBuilder.Responses(data, AgentAction.SendMessage, 0, at), rows));
        if (!data.Orders.HasItems)
            return;
        List<ItemExample> items = [.. anchors.SelectMany(anchor => ContextBuilder.NextItems(data, anchor, 30))];
        int[] candidates = [0, 2];
        AssertPass(builder.Ranking(new PredictiveTask.NextItems(30, 3), items, candidates, [.. rows.Select(row => new ItemQuestion(row.UserRow, at, candidates))]));
        AssertPass(builder.OneItem(new PredictiveTask.NextItems(30, 3), 2, items, rows));
    }

    private static void AssertPass(IEnumerable<BuiltRequest> requests)
    {
        foreach (var built in requests)
        {
            var request = Assert.IsType<BuiltRequest.Ready>(built).Request;
            foreach (var problem in (StubProblem?[])[ContractChecker.Request(request.Body).Problem, ContractChecker.Session(request.ToSessionBody()).Problem])
            {
                if (problem is not null)
                    Assert.Fail(ProblemReader.Text(Encoding.UTF8.GetBytes(problem.ToJson()), null));
            }

            Assert.Null(ContractChecker.InSession(request.ToSessionPredictionBody(), ContractChecker.Session(request.ToSessionBody()).Value!).Problem);
        }
    }

    private static Dataset Read(string name)
    {
        string User(int i) => name switch
        {
            "texts" => $"\"Ü{i} \"\"q\"\", \\ 😀\"",
            "large" => (long.MaxValue - i).ToString(CultureInfo.InvariantCulture),
            "mixed" => i % 2 == 0 ? Inv($"{i}") : $"u{i}",
            _ => Inv($"{i}"),
        };
        string Item(int i) => name switch
        {
            "large" => (9_007_199_254_740_990 + i).ToString(CultureInfo.InvariantCulture),
            "mixed" => i % 2 == 0 ? Inv($"{i}") : $"i{i}",
            _ => $"item {i}",
        };
        var users = new StringBuilder(name == "columns"
            ? "user_id,age,instance_id,target,anchor_time,a.b[c],user_id_1,joined,wealth,__node_id\n"
            : "user_id,age\n");
        for (var i = 0; i < Users; i++)
        {
            users.Append(CultureInfo.InvariantCulture, $"{User(i)},{(i % 5 == 0 ? "" : i + 20)}");
            if (name == "columns")
                users.Append(CultureInfo.InvariantCulture, $",{i},{i % 2},2025-11-0{i % 9 + 1},{(i % 3 == 0 ? "x" : "\"y, ü\"")},{i % 4}.5,{(i % 2 == 0 ? "2025-12-01" : "1901-02-03")},{(i % 2 == 0 ? "1e308" : "-0.0")},{i}");
            users.Append('\n');
        }

        var (orders, contacts) = (new StringBuilder(name == "bare" ? "user_id,at\n" : "order_id,user_id,at,item_id,quantity,amount\n"), new StringBuilder("contact_id,user_id,action,at,responded\n"));
        for (var i = 0; i < Users * 8; i++)
        {
            var at = World.Start.AddHours(i * 16).ToString("s", CultureInfo.InvariantCulture);
            // Lines share ids, two stand in one second, some name no item.
            orders.Append(name == "bare" ? $"{User(i % Users)},{at}\n" : Inv($"{i / 2},{User(i * 7 % Users)},{at},{(i % 11 == 0 ? "" : Item(i % 5))},{i % 3 + 1},{(i % 4 == 0 ? "" : "12.34")}\n"));
            contacts.Append(Inv($"{(name == "large" ? long.MinValue + i : i)},{User(i % Users)},{AgentActions.All[i % 3].WireName()},{at},{(i % 5 == 0 ? 1 : 0)}\n"));
        }

        using var folder = new TempDataset(
            ("users.csv", users.ToString()), ("orders.csv", orders.ToString()), ("contacts.csv", name == "bare" ? null : contacts.ToString()),
            ("items.csv", name == "bare" ? null : "item_id,name,category,price\n" + string.Concat(Enumerable.Range(0, 5).Select(i => Inv($"{Item(i)},Name,{(i == 0 ? "" : "Kind")},{i}.25\n")))));
        return folder.Read(new DateOnly(2026, 1, 1));
    }

    private static string Inv(FormattableString text) => FormattableString.Invariant(text);
}
