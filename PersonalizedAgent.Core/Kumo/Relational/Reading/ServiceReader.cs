using System.Text.Json;

namespace PersonalizedAgent.Core.Kumo.Relational.Reading;

/// <summary>Reads what the server says of itself.</summary>
internal static class ServiceReader
{
    /// <summary>Whether it says that it is ready (<c>GET /v1/health/ready</c>); two wordings are known.</summary>
    /// <param name="body">The answer of status 200.</param>
    public static Answer<bool> IsReady(ReadOnlyMemory<byte> body) => AnswerReader.Read(body, root => root.LooseText("status") is "ready" or "healthy", _ => []);

    /// <summary>The ids of the models it serves (<c>GET /v1/models</c>).</summary>
    /// <param name="body">The answer.</param>
    public static Answer<IReadOnlyList<string>> Models(ReadOnlyMemory<byte> body) => AnswerReader.Read<IReadOnlyList<string>>(
        body,
        root => root.Field("data") is { ValueKind: JsonValueKind.Array } data
            ? [.. data.EnumerateArray().Select(model => model.LooseText("id")).OfType<string>()]
            : throw new AnswerFault("data is no list."),
        _ => []);
}
