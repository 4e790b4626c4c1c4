using System.Text.Json.Nodes;
using PersonalizedAgent.Core.Kumo.Relational;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>Looks into the bodies of requests.</summary>
internal static class RequestJson
{
    public static RelationalRequest[] Ready(this IEnumerable<BuiltRequest> requests) => [.. requests.Select(request => Assert.IsType<BuiltRequest.Ready>(request).Request)];

    public static RelationalRequest Only(this IEnumerable<BuiltRequest> requests) => Assert.Single(requests.Ready());

    /// <summary>The rows of a table, each as JSON.</summary>
    public static string[] Rows(this RelationalRequest request, string section, string table)
    {
        var tables = JsonNode.Parse(request.Body)![section]!;
        var rows = (table == "instance_table" ? tables[table] : tables["related_tables"]![table])!["rows"]!.AsArray();
        return [.. rows.Select(row => row!.ToJsonString())];
    }

    /// <summary>The columns of a related table, as the schema and all sections say.</summary>
    public static string[] Columns(this RelationalRequest request, string table)
    {
        var root = JsonNode.Parse(request.Body)!;
        string[] columns = [.. root["schema"]!["related_tables"]![table]!["columns"]!.AsObject().Select(column => column.Key)];
        foreach (var section in (string[])["context", "predict"])
            Assert.Equal(columns, root[section]!["related_tables"]![table]!["columns"]!.AsArray().Select(column => column!.GetValue<string>()));
        return columns;
    }

    public static string[] Tables(this RelationalRequest request) => [.. JsonNode.Parse(request.Body)!["schema"]!["related_tables"]!.AsObject().Select(table => table.Key)];

    public static JsonNode At(this RelationalRequest request, params string[] path) => path.Aggregate(JsonNode.Parse(request.Body)!, (node, name) => node[name]!);
}
