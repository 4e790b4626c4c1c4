using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PersonalizedAgent.Benchmarks.KumoStub;

namespace PersonalizedAgent.Tests.Kumo.Stub;

/// <summary>Each rule refuses a request that breaks it alone, and says where.</summary>
public sealed class ContractCheckerTests
{
    private const string Users = "context.related_tables.users";
    private const string Orders = "context.related_tables.orders";

    [Fact]
    public void Valid_Passes()
    {
        Assert.Null(StubRequests.NewBinary().Check().Problem);
        Assert.Null(StubRequests.NewRanking().Check().Problem);
    }

    [Theory]
    [InlineData("operation", "1", "operation", "unknown field")]
    [InlineData("model", null, "model", "required")]
    [InlineData("model", "\"kumo-tabular\"", "model", "kumo-relational")]
    [InlineData("task", null, "task", "required")]
    [InlineData("schema", null, "schema", "required")]
    [InlineData("context", null, "context", "required")]
    [InlineData("predict", null, "predict", "required")]
    [InlineData("output", null, "output", "required")]
    [InlineData("metadata", "[]", "metadata", "expected object, got array")]
    [InlineData("task.query", "1", "task.query", "unknown field")]
    [InlineData("task.kind", "\"guess\"", "task.kind", "must be one of")]
    [InlineData("task.top_k", "3", "task.top_k", "not for")]
    [InlineData("task.step_size", "3", "task.step_size", "not for")]
    [InlineData("task.target.column_name", "\"label\"", "task.target.column_name", "no column")]
    [InlineData("task.target.column_name", "\"instance_id\"", "task.target.column_name", "reserved")]
    [InlineData("task.target.dtype", "\"string\"", "task.target.dtype", "string, but bool in the schema")]
    [InlineData("task.target.classes", "[\"true\",\"false\"]", "task.target.classes", "must be")]
    [InlineData("task.target.classes", "[\"False\",\"True\"]", "task.target.classes", "must be")]
    [InlineData("task.target.classes", "[\"false\",true]", "task.target.classes[1]", "expected string, got bool")]
    [InlineData("task.target.classes", null, "task.target.classes", "required")]
    [InlineData("task.target.positive_class", "\"True\"", "task.target.positive_class", "must be one of true")]
    [InlineData("task.target.weight", "1", "task.target.weight", "unknown field")]
    [InlineData("task.entity_table_names", "[\"users\",\"orders\"]", "task.entity_table_names", "must have 1")]
    [InlineData("task.entity_table_names", "[\"people\"]", "task.entity_table_names[0]", "no related table")]
    [InlineData("task.entity_table_names", "[\"orders\"]", "schema.relationships", "not linked to orders")]
    [InlineData("task.anchor_time_column", null, "task.anchor_time_column", "required")]
    [InlineData("task.anchor_time_column", "\"when\"", "task.anchor_time_column", "no column")]
    [InlineData("task.anchor_time_column", "\"user_id\"", "task.anchor_time_column", "must be timestamp[us]")]
    [InlineData("output.fields", "[]", "output.fields", "is empty")]
    [InlineData("output.fields[0]", "\"odds\"", "output.fields[0]", "must be one of")]
    [InlineData("output.fields[1]", "\"prediction\"", "output.fields[1]", "comes twice")]
    [InlineData("inference.mode", "1", "inference.mode", "unknown field")]
    [InlineData("inference.run_mode", "\"slow\"", "inference.run_mode", "must be one of")]
    [InlineData("inference.use_prediction_time", "1", "inference.use_prediction_time", "expected bool, got number")]
    [InlineData("inference.inference_config.kind", "\"regression\"", "inference.inference_config.kind", "must be one of")]
    [InlineData("inference.inference_config.num_estimators", "5", "inference.inference_config.num_estimators", "from 1 to 4")]
    [InlineData("inference.inference_config.num_estimators", "0", "inference.inference_config.num_estimators", "from 1 to 4")]
    [InlineData("inference.inference_config.output_type", "\"mean\"", "inference.inference_config.output_type", "unknown field")]
    public void Frame_BreaksARule_IsRefused(string at, string? json, string name, string reason) => Refused(StubRequests.NewBinary(), at, json, name, reason);

    [Theory]
    [InlineData("schema.tables", "1", "schema.tables", "unknown field")]
    [InlineData("schema.instance_table.name", "1", "schema.instance_table.name", "unknown field")]
    [InlineData("schema.instance_table.primary_key", "\"user_id\"", "schema.instance_table.primary_key", "must be instance_id")]
    [InlineData("schema.instance_table.columns.anchor_time.nullable", "true", "schema.instance_table.columns.anchor_time.nullable", "must be false")]
    [InlineData("schema.instance_table.columns.instance_id.nullable", null, "schema.instance_table.columns.instance_id.nullable", "must be false")]
    [InlineData("schema.instance_table.columns.instance_id.stype", "\"numerical\"", "schema.instance_table.columns.instance_id.stype", "must be ID")]
    [InlineData("schema.related_tables.instance_table", "{}", "schema.related_tables.instance_table", "reserved")]
    [InlineData("schema.related_tables.users.columns.age.dtype", "\"int16\"", "schema.related_tables.users.columns.age.dtype", "must be one of")]
    [InlineData("schema.related_tables.users.columns.age.dtype", null, "schema.related_tables.users.columns.age.dtype", "required")]
    [InlineData("schema.related_tables.users.columns.age.stype", "\"number\"", "schema.related_tables.users.columns.age.stype", "must be one of")]
    [InlineData("schema.related_tables.users.columns.city.stype", "\"numerical\"", "schema.related_tables.users.columns.city.stype", "does not go with string")]
    [InlineData("schema.related_tables.users.columns.age.unit", "1", "schema.related_tables.users.columns.age.unit", "unknown field")]
    [InlineData("schema.related_tables.users.columns.age", "7", "schema.related_tables.users.columns.age", "expected object, got number")]
    [InlineData("schema.related_tables.orders.primary_key", "\"order_id\"", "schema.related_tables.orders.primary_key", "must be instance_id and one column more")]
    [InlineData("schema.related_tables.orders.primary_key", "[\"instance_id\",\"number\"]", "schema.related_tables.orders.primary_key", "number is no column")]
    [InlineData("schema.related_tables.orders.columns.order_id.nullable", "true", "schema.related_tables.orders.columns.order_id.nullable", "must be false")]
    [InlineData("schema.relationships[1].kind", "1", "schema.relationships[1].kind", "unknown field")]
    [InlineData("schema.relationships[1].source_table", "\"sales\"", "schema.relationships[1].source_table", "no related table")]
    [InlineData("schema.relationships[1].source_table", "\"instance_table\"", "schema.relationships[1].source_table", "no related table")]
    [InlineData("schema.relationships[1].target_table", "\"people\"", "schema.relationships[1].target_table", "no related table")]
    [InlineData("schema.relationships[1].source_columns[1]", "\"buyer\"", "schema.relationships[1].source_columns[1]", "no column")]
    [InlineData("schema.relationships[1].target_columns[1]", "\"id\"", "schema.relationships[1].target_columns[1]", "no column")]
    [InlineData("schema.relationships[1].target_columns", "[\"user_id\"]", "schema.relationships[1].target_columns", "1 columns for 2")]
    [InlineData("schema.relationships[1].target_columns", "[]", "schema.relationships[1].target_columns", "is empty")]
    [InlineData("schema.relationships[1].target_columns[1]", "\"city\"", "schema.relationships[1].target_columns[1]", "string, but int64")]
    public void Schema_BreaksARule_IsRefused(string at, string? json, string name, string reason) => Refused(StubRequests.NewBinary(), at, json, name, reason);

    [Theory]
    [InlineData("context.rows", "1", "context.rows", "unknown field")]
    [InlineData($"{Users}.format", "\"records\"", $"{Users}.format", "must be one of arrays")]
    [InlineData($"{Users}.count", "2", $"{Users}.count", "unknown field")]
    [InlineData(Users, null, Users, "required")]
    [InlineData("context.related_tables.people", "{}", "context.related_tables.people", "unknown field")]
    [InlineData($"{Users}.columns[2]", "\"years\"", $"{Users}.columns[2]", "not in the schema")]
    [InlineData($"{Orders}.columns[3]", "\"user_id\"", $"{Orders}.columns[3]", "comes twice")]
    [InlineData($"{Users}.rows", "{}", $"{Users}.rows", "expected array, got object")]
    [InlineData($"{Users}.rows[1]", "7", $"{Users}.rows[1]", "expected array, got number")]
    [InlineData($"{Orders}.rows[1][4]", "7", $"{Orders}.rows[1]", "5 cells for 4 columns")]
    [InlineData($"{Orders}.rows[1][3]", null, $"{Orders}.rows[1]", "3 cells for 4 columns")]
    [InlineData("context.instance_table.rows", "[]", "context.instance_table.rows", "is empty")]
    [InlineData("predict.instance_table.rows", "[]", "predict.instance_table.rows", "is empty")]
    [InlineData("context.instance_table.rows[1][3]", "\"false\"", "context.instance_table.rows[1][target]", "expected bool, got string")]
    [InlineData("context.instance_table.rows[2]", "[0,8,\"2025-01-31T00:00:00Z\",false]", "context.instance_table.rows[2][instance_id]", "not unique")]
    [InlineData("predict.instance_table.rows[1]", "[1,9,\"2025-03-02T00:00:00Z\"]", "predict.instance_table.rows[1][instance_id]", "not unique")]
    [InlineData($"{Orders}.rows[1][0]", "2", $"{Orders}.rows[1][instance_id]", "no instance of this section")]
    [InlineData($"{Orders}.rows[1][1]", "1", $"{Orders}.rows[1][order_id]", "not unique")]
    [InlineData($"{Orders}.rows[1][3]", "\"2025-01-31T00:00:01Z\"", $"{Orders}.rows[1][at]", "later than the anchor")]
    [InlineData($"{Users}.rows[0][9]", "\"2025-02-01T00:00:00Z\"", $"{Users}.rows[0][joined]", "later than the anchor")]
    public void Rows_BreakARule_AreRefused(string at, string? json, string name, string reason) => Refused(StubRequests.NewBinary(), at, json, name, reason);

    [Theory]
    [InlineData(0, "1.5", "instance_id", "no whole number")]
    [InlineData(2, "\"40\"", "age", "expected int32, got string")]
    [InlineData(2, "2147483648", "age", "32 bits")]
    [InlineData(2, "true", "age", "expected int32, got bool")]
    [InlineData(3, "9007199254740992", "points", "must be a string of digits")]
    [InlineData(3, "-9007199254740992", "points", "must be a string of digits")]
    [InlineData(3, "\"9007199254740991\"", "points", "must be a number")]
    [InlineData(3, "\"+9007199254740992\"", "points", "plain digits")]
    [InlineData(3, "\"9e16\"", "points", "expected int64, got string")]
    [InlineData(3, "1.0", "points", "no whole number")]
    [InlineData(4, "1e999", "balance", "not finite")]
    [InlineData(4, "\"NaN\"", "balance", "expected float64, got string")]
    [InlineData(5, "1e39", "weight", "not finite")]
    [InlineData(6, "7", "city", "expected string, got number")]
    [InlineData(7, "\"a\"", "tags", "expected stringlist, got string")]
    [InlineData(7, "[\"a\",null]", "tags", "got null")]
    [InlineData(8, "null", "vip", "must not be null")]
    [InlineData(8, "1", "vip", "expected bool, got number")]
    [InlineData(9, "\"2024-01-01T00:00:00\"", "joined", "no ISO time")]
    [InlineData(9, "\"2024-01-01T00:00:00+00:00\"", "joined", "no ISO time")]
    [InlineData(9, "\"2024-01-01\"", "joined", "no ISO time")]
    [InlineData(9, "\"2024-02-30T00:00:00Z\"", "joined", "no ISO time")]
    [InlineData(9, "1704067200", "joined", "expected timestamp[us], got number")]
    public void Cell_OfTheWrongType_IsRefused(int column, string json, string name, string reason)
    {
        var text = StubRequests.NewBinary().ToJsonString();
        var row = """[0,7,40,"9007199254740992",1.5,2.5,"Ulm",["a","b"],true,"2024-01-01T00:00:00Z"]""";
        string[] cells = ["0", "7", "40", "\"9007199254740992\"", "1.5", "2.5", "\"Ulm\"", "[\"a\",\"b\"]", "true", "\"2024-01-01T00:00:00Z\""];
        cells[column] = json;

        // As text: a JSON tree would not hold 1e999.
        var problem = ContractChecker.Request(Encoding.UTF8.GetBytes(text.Replace(row, $"[{string.Join(',', cells)}]", StringComparison.Ordinal))).Problem;

        Only(problem, $"{Users}.rows[0][{name}]", reason);
    }

    [Fact]
    public void Label_Missing_IsRefused()
    {
        var request = StubRequests.NewBinary();
        request["context"]!["instance_table"]!["rows"]![0]!.AsArray()[3] = null;

        Only(request.Check().Problem, "context.instance_table.rows[0][target]", "must not be null");
    }

    [Fact]
    public void Target_NotWithTheExamples_IsRefused()
    {
        var request = StubRequests.NewBinary();
        StubRequests.Set(request, "context.instance_table.columns[3]", null);

        Only(request.Check().Problem, "context.instance_table.columns", "target is missing");
    }

    [Fact]
    public void Target_WithWhatIsAsked_IsRefused()
    {
        var request = StubRequests.NewBinary();
        StubRequests.Set(request, "predict.instance_table.columns[3]", "\"target\"");
        StubRequests.Set(request, "predict.instance_table.rows[0][3]", "true");

        Only(request.Check().Problem, "predict.instance_table.columns[3]", "must be left out");
    }

    [Theory]
    [InlineData("task.top_k", null, "task.top_k", "required")]
    [InlineData("task.top_k", "0", "task.top_k", "at least 1")]
    [InlineData("task.target.classes", "[]", "task.target.classes", "not for rankings")]
    [InlineData("task.entity_table_names", "[\"users\"]", "task.entity_table_names", "must have 2")]
    [InlineData("inference.inference_config.kind", "\"classification\"", "inference.inference_config.kind", "must be one of base")]
    [InlineData("context.instance_table.rows[1][3]", "[]", "context.instance_table.rows[1][target]", "is empty")]
    [InlineData("predict.related_tables.items.rows", "[]", "predict.instance_table.rows[0][instance_id]", "no candidates")]
    public void Ranking_BreaksARule_IsRefused(string at, string? json, string name, string reason) => Refused(StubRequests.NewRanking(), at, json, name, reason);

    [Theory]
    [InlineData("task.kind", "\"regression\"", "task.kind")]
    [InlineData("output.fields[1]", "\"explanation\"", "output.fields[1]")]
    [InlineData("output.fields[1]", "\"quantiles\"", "output.fields[1]")]
    public void Unsupported_IsRefusedAsSuch(string at, string json, string name)
    {
        var request = StubRequests.NewBinary();
        StubRequests.Set(request, at, json);

        Only(request.Check().Problem, name, "not supported", "UNSUPPORTED_SHAPE");
    }

    [Fact]
    public void RunningNumbers_RepeatedAcrossSections_AreRefused()
    {
        var request = JsonNode.Parse(StubRequests.NewBinary().ToJsonString().Replace("order_id", "__node_id", StringComparison.Ordinal))!;

        Only(request.Check().Problem, "predict.related_tables.orders.rows[0][__node_id]", "not unique");
    }

    [Theory]
    [InlineData("context", 10_000, true)]
    [InlineData("context", 10_001, false)]
    [InlineData("predict", 10_000, true)]
    [InlineData("predict", 10_001, false)]
    public void Instances_BeyondTheLimit_AreRefused(string section, int count, bool passes)
    {
        var request = StubRequests.NewBinary();
        var rows = request[section]!["instance_table"]!["rows"]!.AsArray();
        for (var i = rows.Count; i < count; i++)
        {
            var row = rows[0]!.DeepClone();
            row[0] = 100 + i;
            rows.Add(row);
        }

        var problem = request.Check().Problem;

        if (passes)
            Assert.Null(problem);
        else
            Only(problem, $"{section}.instance_table.rows", "10001 rows exceed limit 10000", "UNSUPPORTED_SHAPE");
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void Tables_BeyondTheLimit_AreRefused(int related, bool passes)
    {
        var request = StubRequests.NewBinary();
        for (var i = 2; i < related; i++)
        {
            foreach (var tables in (string[])["schema", "context", "predict"])
                request[tables]!["related_tables"]![string.Create(CultureInfo.InvariantCulture, $"t{i}")] = request[tables]!["related_tables"]!["orders"]!.DeepClone();
        }

        var problem = request.Check().Problem;

        if (passes)
            Assert.Null(problem);
        else
            Only(problem, "schema.related_tables", "more than 15 tables", "UNSUPPORTED_SHAPE");
    }

    [Theory]
    [InlineData(10_000, "categorical", true)]
    [InlineData(10_001, "categorical", false)]
    [InlineData(10_001, "ID", true)]
    public void Texts_BeyondTheLimit_AreRefused(int count, string stype, bool passes)
    {
        var request = StubRequests.NewBinary();
        request["schema"]!["related_tables"]!["users"]!["columns"]!["city"]!["stype"] = stype;
        var rows = request["predict"]!["related_tables"]!["users"]!["rows"]!.AsArray();
        // Two texts are there: Ulm among the examples, nothing among what is asked.
        for (var i = 2; i < count; i++)
        {
            var row = rows[0]!.DeepClone();
            row[1] = 1000 + i;
            row[6] = string.Create(CultureInfo.InvariantCulture, $"City {i}");
            rows.Add(row);
        }

        var problem = request.Check().Problem;

        if (passes)
            Assert.Null(problem);
        else
            Only(problem, "schema.related_tables.users.columns.city", "categorical cardinality 10001 exceeds limit 10000");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("{\"model\":")]
    [InlineData("{\"model\":\"a\",\"model\":\"a\"}")]
    [InlineData("{\"model\":\"\\ud800\"}")]
    public void Body_ThatIsNoJsonObject_IsRefused(string body)
    {
        var problem = ContractChecker.Request(Encoding.UTF8.GetBytes(body)).Problem!;

        Assert.Equal((400, "INVALID_JSON"), (problem.Status, problem.Code));
    }

    [Fact]
    public void Body_BeyondTheLimit_IsTooLarge()
    {
        var body = new byte[ContractChecker.MostBytes + 1];
        Array.Fill(body, (byte)' ');
        StubRequests.NewBinary().Bytes().CopyTo(body, 0);

        Assert.Equal(413, ContractChecker.Request(body).Problem!.Status);
        Assert.Null(ContractChecker.Request(body.AsMemory(0, ContractChecker.MostBytes)).Problem);
    }

    [Fact]
    public void Faults_AllAreTold_UpToAHundred()
    {
        var request = StubRequests.NewBinary();
        var rows = request["context"]!["related_tables"]!["orders"]!["rows"]!.AsArray();
        for (var i = 0; i < 150; i++)
            rows.Add(JsonNode.Parse("""[0,"Ada Lovelace",7,null]"""));

        var problem = request.Check().Problem!;

        Assert.Equal(100, problem.InvalidParams.Count);
        Assert.DoesNotContain("Ada", problem.ToJson(), StringComparison.Ordinal);
    }

    private static void Refused(JsonObject request, string at, string? json, string name, string reason)
    {
        StubRequests.Set(request, at, json);

        Only(request.Check().Problem, name, reason);
    }

    private static void Only(StubProblem? problem, string name, string reason, string code = "INVALID_SCHEMA")
    {
        Assert.NotNull(problem);
        Assert.Equal((422, code), (problem.Status, problem.Code));
        var param = Assert.Single(problem.InvalidParams);
        Assert.Equal(name, param.Name);
        Assert.Contains(reason, param.Reason, StringComparison.Ordinal);
    }
}
