using System.Text.Json;
using PersonalizedAgent.Benchmarks.KumoStub.Checking;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>
/// Checks requests against the contract of Kumo Relational, and more strictly than is known of the real server: rows that tell the future are
/// refused too. What stands first is checked first, and the rows only where all else is right.
/// </summary>
internal static class ContractChecker
{
    /// <summary>The largest body, in bytes: 30 MiB.</summary>
    public const int MostBytes = 30 * 1024 * 1024;

    /// <summary>The body of <c>POST /v1/predictions</c>.</summary>
    /// <param name="body">The request.</param>
    /// <param name="ranks">Whether rankings can be asked for.</param>
    public static CheckResult<CheckedRequest> Request(ReadOnlyMemory<byte> body, bool ranks = true) => Read<CheckedRequest>(body, root =>
    {
        root.Only("model", "task", "schema", "context", "predict", "output", "inference", "metadata");
        if (Frame(root, ranks) is not var (task, schema))
            return null;
        var fields = OutputReader.Fields(root, task.IsRanking);
        OutputReader.CheckInference(root, task.IsRanking);
        if (!root.Checks.IsEmpty)
            return null;
        var sections = new SectionReader(schema, task);
        var context = sections.Read(root, "context", hasTarget: true);
        var predict = sections.Read(root, "predict", hasTarget: false);
        return root.Checks.IsEmpty ? Whole(root.Checks, new CheckedContext(task, schema, context!), predict!, fields!) : null;
    });

    /// <summary>The body of <c>POST /v1/sessions</c>.</summary>
    /// <param name="body">The request.</param>
    /// <param name="ranks">Whether rankings can be asked for.</param>
    public static CheckResult<CheckedContext> Session(ReadOnlyMemory<byte> body, bool ranks = true) => Read<CheckedContext>(body, root =>
    {
        root.Only("model", "task", "schema", "context", "metadata");
        if (Frame(root, ranks) is not var (task, schema) || !root.Checks.IsEmpty)
            return null;
        var context = new SectionReader(schema, task).Read(root, "context", hasTarget: true);
        if (!root.Checks.IsEmpty)
            return null;
        var rules = new RowRules(schema, task, root.Checks);
        rules.Check(context!);
        rules.CheckTexts(context!, null);
        return new CheckedContext(task, schema, context!);
    });

    /// <summary>The body of <c>POST /v1/sessions/{id}/predictions</c>.</summary>
    /// <param name="body">The request.</param>
    /// <param name="given">What the session holds.</param>
    public static CheckResult<CheckedRequest> InSession(ReadOnlyMemory<byte> body, CheckedContext given) => Read<CheckedRequest>(body, root =>
    {
        root.Only("predict", "output", "inference", "metadata");
        root.Field("metadata", JsonValueKind.Object, isNeeded: false);
        var fields = OutputReader.Fields(root, given.Task.IsRanking);
        OutputReader.CheckInference(root, given.Task.IsRanking);
        if (!root.Checks.IsEmpty)
            return null;
        var predict = new SectionReader(given.Schema, given.Task).Read(root, "predict", hasTarget: false);
        return root.Checks.IsEmpty ? Whole(root.Checks, given, predict!, fields!) : null;
    });

    private static CheckedRequest Whole(CheckList checks, CheckedContext given, StubSection predict, IReadOnlyList<string> fields)
    {
        var rules = new RowRules(given.Schema, given.Task, checks);
        rules.Check(given.Context);
        rules.Check(predict);
        rules.CheckCandidates(predict);
        rules.CheckTexts(given.Context, predict);
        return new CheckedRequest(given, predict, fields);
    }

    private static (StubTask Task, StubSchema Schema)? Frame(Node root, bool ranks)
    {
        root.OneOf("model", [PredictionRequest.DefaultModel]);
        root.Field("metadata", JsonValueKind.Object, isNeeded: false);
        var schema = SchemaReader.Read(root);
        var task = TaskReader.Read(root, schema);
        if (task is { IsRanking: true } && !ranks)
            root.Checks.Add("task.kind", $"{task.Kind} is not supported by this server", CheckList.UnsupportedShape);
        return task is null || schema is null ? null : (task, schema);
    }

    private static CheckResult<T> Read<T>(ReadOnlyMemory<byte> body, Func<Node, T?> read)
        where T : class
    {
        if (body.Length > MostBytes)
            return new CheckResult<T>(null, new StubProblem(413, "PAYLOAD_TOO_LARGE", $"The request is larger than {MostBytes} bytes."));
        try
        {
            // Not disposed of: what passed lives on it.
            var root = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false }).RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return new CheckResult<T>(null, new StubProblem(400, "INVALID_JSON", $"expected object, got {root.ValueKind.Word()}"));
            var checks = new CheckList();
            var value = read(new Node(root, "", checks));
            return checks.IsEmpty ? new CheckResult<T>(value, null) : new CheckResult<T>(null, checks.ToProblem());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The exception's own message may quote the text.
            return new CheckResult<T>(null, new StubProblem(400, "INVALID_JSON", "The body is no JSON, says a thing twice, or holds text that is no Unicode."));
        }
    }
}
