using System.Text;
using System.Text.Json.Nodes;
using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Benchmarks.KumoStub.Checking;

namespace PersonalizedAgent.Tests.Kumo.Stub;

/// <summary>Small requests without fault, to be spoiled by tests.</summary>
internal static class StubRequests
{
    private const string Binary = """
        {
          "model": "kumo-relational",
          "task": {
            "kind": "binary_classification",
            "target": {"column_name": "target", "dtype": "bool", "classes": ["false", "true"], "positive_class": "true"},
            "entity_table_names": ["users"],
            "anchor_time_column": "anchor_time"
          },
          "schema": {
            "instance_table": {
              "columns": {
                "instance_id": {"dtype": "int64", "stype": "ID", "nullable": false},
                "user_id": {"dtype": "int64", "stype": "ID"},
                "anchor_time": {"dtype": "timestamp[us]", "stype": "timestamp", "nullable": false},
                "target": {"dtype": "bool", "stype": "categorical"}
              },
              "primary_key": "instance_id"
            },
            "related_tables": {
              "users": {
                "columns": {
                  "instance_id": {"dtype": "int64", "stype": "ID", "nullable": false},
                  "user_id": {"dtype": "int64", "stype": "ID", "nullable": false},
                  "age": {"dtype": "int32", "stype": "numerical"},
                  "points": {"dtype": "int64", "stype": "numerical"},
                  "balance": {"dtype": "float64", "stype": "numerical"},
                  "weight": {"dtype": "float32", "stype": "numerical"},
                  "city": {"dtype": "string", "stype": "categorical"},
                  "tags": {"dtype": "stringlist", "stype": "multicategorical"},
                  "vip": {"dtype": "bool", "stype": "categorical", "nullable": false},
                  "joined": {"dtype": "timestamp[us]", "stype": "timestamp"}
                },
                "primary_key": ["instance_id", "user_id"]
              },
              "orders": {
                "columns": {
                  "instance_id": {"dtype": "int64", "stype": "ID", "nullable": false},
                  "order_id": {"dtype": "int64", "stype": "ID", "nullable": false},
                  "user_id": {"dtype": "int64", "stype": "ID"},
                  "at": {"dtype": "timestamp[us]", "stype": "timestamp"}
                },
                "primary_key": ["instance_id", "order_id"]
              }
            },
            "relationships": [
              {"source_columns": ["instance_id", "user_id"], "target_table": "users", "target_columns": ["instance_id", "user_id"]},
              {"source_table": "orders", "source_columns": ["instance_id", "user_id"], "target_table": "users", "target_columns": ["instance_id", "user_id"]}
            ]
          },
          "context": {
            "instance_table": {
              "format": "arrays",
              "columns": ["instance_id", "user_id", "anchor_time", "target"],
              "rows": [[0, 7, "2025-01-31T00:00:00.000000Z", true], [1, 8, "2025-01-31T00:00:00.000000Z", false]]
            },
            "related_tables": {
              "users": {
                "format": "arrays",
                "columns": ["instance_id", "user_id", "age", "points", "balance", "weight", "city", "tags", "vip", "joined"],
                "rows": [
                  [0, 7, 40, "9007199254740992", 1.5, 2.5, "Ulm", ["a", "b"], true, "2024-01-01T00:00:00Z"],
                  [1, 8, null, 9007199254740991, null, null, null, [], false, null]
                ]
              },
              "orders": {
                "format": "arrays",
                "columns": ["instance_id", "order_id", "user_id", "at"],
                "rows": [[0, 1, 7, "2025-01-01T10:00:00.123456Z"], [0, 2, 7, "2025-01-31T00:00:00.500000Z"]]
              }
            }
          },
          "predict": {
            "instance_table": {"format": "arrays", "columns": ["instance_id", "user_id", "anchor_time"], "rows": [[2, 9, "2025-03-02T00:00:00Z"]]},
            "related_tables": {
              "users": {
                "format": "arrays",
                "columns": ["instance_id", "user_id", "age", "points", "balance", "weight", "city", "tags", "vip", "joined"],
                "rows": [[2, 9, -3, -1, 0, 0, "", ["a"], false, "2025-03-02T00:00:00Z"]]
              },
              "orders": {"format": "arrays", "columns": ["at", "instance_id", "user_id", "order_id"], "rows": [["2025-03-01T00:00:00Z", 2, 9, 1]]}
            }
          },
          "output": {"fields": ["prediction", "probabilities"]},
          "inference": {"run_mode": "fast", "use_prediction_time": false, "inference_config": {"kind": "classification", "num_estimators": 1, "class_shuffle": false}},
          "metadata": {"request_id": "r1"}
        }
        """;

    /// <summary>A yes or no.</summary>
    public static JsonObject NewBinary() => JsonNode.Parse(Binary)!.AsObject();

    /// <summary>The same as a ranking of items.</summary>
    public static JsonObject NewRanking()
    {
        var request = NewBinary();
        Set(request, "task", """{"kind":"temporal_link_prediction","target":{"column_name":"target","dtype":"stringlist"},"entity_table_names":["users","items"],"anchor_time_column":"anchor_time","top_k":2}""");
        Set(request, "schema.instance_table.columns.target", """{"dtype":"stringlist","stype":"multicategorical"}""");
        Set(request, "schema.related_tables.items", """{"columns":{"instance_id":{"dtype":"int64","stype":"ID","nullable":false},"item_id":{"dtype":"string","stype":"ID","nullable":false}},"primary_key":["instance_id","item_id"]}""");
        Set(request, "context.instance_table.rows[0][3]", """["b","c"]""");
        Set(request, "context.instance_table.rows[1][3]", """["c"]""");
        Set(request, "context.related_tables.items", """{"format":"arrays","columns":["instance_id","item_id"],"rows":[[0,"b"]]}""");
        Set(request, "predict.related_tables.items", """{"format":"arrays","columns":["instance_id","item_id"],"rows":[[2,"a"],[2,"b"],[2,"c"]]}""");
        Set(request, "output.fields", """["rankings"]""");
        Set(request, "inference.inference_config", """{"kind":"base"}""");
        return request;
    }

    /// <summary>Puts JSON at a path such as <c>task.target</c> or <c>rows[0][1]</c>; nothing takes away what is there.</summary>
    public static void Set(JsonNode root, string path, string? json)
    {
        string[] steps = [.. path.Replace("]", "", StringComparison.Ordinal).Split('.', '[')];
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray list ? list[int.Parse(step)]! : node[step]!);
        var value = json is null ? null : JsonNode.Parse(json);
        if (parent is JsonObject of && json is null)
            Assert.True(of.Remove(steps[^1]));
        else if (parent is JsonObject to)
            to[steps[^1]] = value;
        else if (json is null)
            parent.AsArray().RemoveAt(int.Parse(steps[^1]));
        else if (int.Parse(steps[^1]) == parent.AsArray().Count)
            parent.AsArray().Add(value);
        else
            parent.AsArray()[int.Parse(steps[^1])] = value;
    }

    public static byte[] Bytes(this JsonNode request) => Encoding.UTF8.GetBytes(request.ToJsonString());

    /// <summary>What the checker says to a request.</summary>
    public static CheckResult<CheckedRequest> Check(this JsonNode request) => ContractChecker.Request(request.Bytes());
}
