using System.Globalization;
using System.Text;
using System.Text.Json;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Reading;

/// <summary>Reads why a request failed. A proxy may answer with anything; nothing is taken for granted and nothing is thrown.</summary>
internal static class ProblemReader
{
    private const int MostLetters = 512;
    private const int MostLettersOfParam = 200;
    private const int MostParams = 5;
    private const int MostBytesOfText = 64 * 1024;
    private const int MostBytesOfJson = 4 * 1024 * 1024;

    /// <summary>What is told of a failed answer: one line, short, in the server's words.</summary>
    /// <param name="body">The body, of any kind.</param>
    /// <param name="contentType">What the server calls it, if it does.</param>
    public static string Text(ReadOnlyMemory<byte> body, string? contentType)
    {
        if (Read(body) is not { } problem)
            return OfText(body.Span, contentType) is { Length: > 0 } text ? text : "no details given";
        var head = PlainText.Short(problem.Detail ?? problem.Title ?? problem.Code ?? "", MostLetters);
        var shown = problem.InvalidParams.Take(MostParams).Select(param => PlainText.Short($"{param.Name}: {param.Reason}", MostLettersOfParam)).ToList();
        if (problem.InvalidParams.Count > MostParams)
            shown.Add(string.Create(CultureInfo.InvariantCulture, $"+{problem.InvalidParams.Count - MostParams} more"));
        var parts = string.Join("; ", shown);
        return (head.Length, parts.Length) switch
        {
            (0, 0) => "no details given",
            (0, _) => parts,
            (_, 0) => head,
            _ => $"{head.TrimEnd('.')}: {parts}",
        };
    }

    /// <summary>The problem document, if the body is a JSON object.</summary>
    /// <param name="body">The body, of any kind.</param>
    public static ProblemDocument? Read(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.Length > MostBytesOfJson || !body.Span.TrimStart(" \t\r\n"u8).StartsWith("{"u8))
            return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return new ProblemDocument
            {
                Type = root.LooseText("type"),
                Title = root.LooseText("title"),
                Status = root.Field("status")?.AsWhole() is >= 100 and <= 599 and var status ? (int)status : null,
                Code = root.LooseText("code"),
                Detail = root.LooseText("detail") ?? root.LooseText("message") ?? root.LooseText("error") ?? root.Field("error")?.LooseText("message"),
                Instance = root.LooseText("instance"),
                InvalidParams = root.Field("invalid_params") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(Param)] : [],
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static InvalidParam Param(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? new InvalidParam("?", element.GetString()!)
        : new InvalidParam(element.LooseText("name") ?? "?", element.LooseText("reason") ?? "refused");

    private static string OfText(ReadOnlySpan<byte> body, string? contentType)
    {
        var text = Encoding.UTF8.GetString(body[..Math.Min(body.Length, MostBytesOfText)]);
        var isHtml = contentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
            || text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal)
            || text.Contains("<html", StringComparison.OrdinalIgnoreCase);
        return PlainText.Short(isHtml ? PlainText.OfHtml(text) : text, MostLetters);
    }
}
