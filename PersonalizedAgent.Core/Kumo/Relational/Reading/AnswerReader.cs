using System.Globalization;
using System.Text.Json;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational.Reading;

/// <summary>Reads the server's answers and checks them as NVIDIA's client does. Nothing is guessed: what does not fit its request is invalid as a whole.</summary>
internal static class AnswerReader
{
    /// <summary>The largest answer that is read: 64 MiB.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private const string True = "true";

    /// <summary>All that an answer says, in the order of the rows that were asked for.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="shape">What it must look like.</param>
    public static Answer<PredictionResponse> Items(ReadOnlyMemory<byte> body, AnswerShape shape) => Read(body, root => Response(root, shape), response => Warnings(response, shape));

    /// <summary>The chance of <c>true</c> for each row that was asked for.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="shape">What it must look like.</param>
    /// <returns>0 to 1 inclusive.</returns>
    public static Answer<IReadOnlyList<double>> Probabilities(ReadOnlyMemory<byte> body, AnswerShape shape) =>
        Mapped<IReadOnlyList<double>>(Items(body, shape), items => [.. items.Select(ChanceOfTrue)]);

    /// <summary>The ranking for each row that was asked for, as the server orders it: best first.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="shape">What it must look like.</param>
    public static Answer<IReadOnlyList<IReadOnlyList<ItemScore>>> Rankings(ReadOnlyMemory<byte> body, AnswerShape shape) =>
        Mapped<IReadOnlyList<IReadOnlyList<ItemScore>>>(Items(body, shape), items => [.. items.Select(item => Checked(item, shape))]);

    /// <summary>The session that was opened.</summary>
    /// <param name="body">The answer.</param>
    public static Answer<SessionCreated> Session(ReadOnlyMemory<byte> body) => Read(body, Session, _ => []);

    private static SessionCreated Session(JsonElement root)
    {
        if (root.LooseText("session_id") is not { Length: > 0 } id)
            throw new AnswerFault("session_id is missing or no text.");
        var expires = DateTimeOffset.TryParse(root.LooseText("expires_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : (DateTimeOffset?)null;
        return new SessionCreated(id, expires, root.Field("ttl_seconds")?.AsWhole());
    }

    private static PredictionResponse Response(JsonElement root, AnswerShape shape)
    {
        if (root.Field("predictions") is not { } predictions)
            throw new AnswerFault("predictions is missing.");
        if (predictions.ValueKind != JsonValueKind.Array)
            throw new AnswerFault("predictions is no list.");
        var metadata = root.Field("metadata") ?? default;
        return new PredictionResponse(
            root.LooseText("id"),
            root.LooseText("model"),
            PredictionItems.Read(predictions, shape),
            new ResponseMetadata(metadata.LooseText("task_kind"), metadata.LooseText("output_type"), metadata.LooseText("adapter")));
    }

    /// <summary>The server spells labels as it likes: <c>true</c>, <c>True</c>.</summary>
    private static double ChanceOfTrue(PredictionItem item)
    {
        var where = $"The item of row {item.RowIndex.ToString(CultureInfo.InvariantCulture)}";
        if (item.Probabilities is null)
            throw new AnswerFault($"{where}: probabilities is missing.");
        var found = item.Probabilities.Where(pair => pair.Key.Equals(True, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Value).ToArray();
        if (found.Length != 1)
            throw new AnswerFault(found.Length == 0 ? $"{where}: probabilities does not say how likely true is." : $"{where}: probabilities says how likely true is more than once.");
        return found[0] is >= 0 and <= 1 ? found[0] : throw new AnswerFault($"{where}: the probability of true does not lie between 0 and 1.");
    }

    private static IReadOnlyList<ItemScore> Checked(PredictionItem item, AnswerShape shape)
    {
        var where = $"The item of row {item.RowIndex.ToString(CultureInfo.InvariantCulture)}";
        if (item.Rankings is not { } rankings)
            throw new AnswerFault($"{where}: rankings is missing.");
        if (rankings.Count > shape.TopK)
            throw new AnswerFault($"{where}: rankings is longer than what was asked for.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ranked in rankings)
        {
            if (shape.Candidates is { } candidates && !candidates[item.RowIndex].Contains(ranked.Id))
                throw new AnswerFault($"{where}: rankings names what is no candidate.");
            if (!seen.Add(ranked.Id))
                throw new AnswerFault($"{where}: rankings names one candidate twice.");
        }

        return rankings;
    }

    private static IReadOnlyList<string> Warnings(PredictionResponse response, AnswerShape shape) =>
        response.Model is null || response.Model == shape.Model ? [] : [$"Another model than {shape.Model} answered."];

    private static Answer<T> Mapped<T>(Answer<PredictionResponse> answer, Func<IReadOnlyList<PredictionItem>, T> map)
    {
        if (answer is not Answer<PredictionResponse>.Read read)
            return new Answer<T>.Invalid(((Answer<PredictionResponse>.Invalid)answer).Reason);
        try
        {
            return new Answer<T>.Read(map(read.Value.Predictions), read.Warnings);
        }
        catch (AnswerFault fault)
        {
            return new Answer<T>.Invalid(fault.Message);
        }
    }

    internal static Answer<T> Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read, Func<T, IReadOnlyList<string>> warn)
    {
        if (body.Length > MostBytes)
            return new Answer<T>.Invalid("The answer is larger than 64 MiB.");
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.IsEmpty)
            return new Answer<T>.Invalid("The answer is empty.");
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return new Answer<T>.Invalid("The answer is no JSON object.");
            var value = read(document.RootElement);
            return new Answer<T>.Read(value, warn(value));
        }
        catch (AnswerFault fault)
        {
            return new Answer<T>.Invalid(fault.Message);
        }
        catch (JsonException exception)
        {
            // The exception's own message quotes the text.
            return new Answer<T>.Invalid(string.Create(CultureInfo.InvariantCulture, $"The answer is no JSON, or cut off: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}."));
        }
        catch (InvalidOperationException)
        {
            // What the JSON library throws for a text that is no UTF-8 or half a surrogate pair.
            return new Answer<T>.Invalid("The answer holds text that is no Unicode.");
        }
    }
}
