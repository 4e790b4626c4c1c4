using System.Globalization;
using PersonalizedAgent.Core.Kumo.Relational.Tables;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>
/// Makes as many requests as are needed. One that is too large is split in halves; where even one row is too large beside the context, fewer
/// rows of each table are taken for a user from there on, half as many each time.
/// </summary>
internal sealed class RequestSplitter(TaskFrame frame, int mostBytes)
{
    private readonly Dictionary<IReadOnlyList<int>, IReadOnlySet<string>> _candidateIds = new(ReferenceEqualityComparer.Instance);

    /// <summary>The labelled examples.</summary>
    public required IReadOnlyList<Instance> Context { get; init; }

    /// <summary>How many rows are asked for.</summary>
    public required int Count { get; init; }

    /// <summary>The row at a place.</summary>
    public required Func<int, Instance> AskedAt { get; init; }

    /// <summary>How many of them go into one request at most.</summary>
    public required int RowsAtOnce { get; init; }

    /// <summary>The most recent rows of a table taken for a user.</summary>
    public required int FanOut { get; init; }

    /// <summary>The requests, made as they are taken.</summary>
    public IEnumerable<BuiltRequest> Requests()
    {
        if (Context.Count == 0 && Count > 0)
        {
            yield return new BuiltRequest.Impossible(0, "There are no examples to learn from: the anchor lies too early, or nothing happened before it.");
            yield break;
        }

        var (fanOut, atOnce, next) = (FanOut, RowsAtOnce, 0);
        var context = ContextFor(fanOut);
        while (next < Count)
        {
            var count = Math.Min(atOnce, Count - next);
            if (context is { } made && Make(made, next, count, fanOut) is { } request)
            {
                yield return new BuiltRequest.Ready(request);
                next += count;
            }
            else if (context is not null && count > 1)
            {
                atOnce = (count + 1) / 2;
            }
            else if (fanOut > 1)
            {
                // All over again: a context of fewer rows has room for more of what is asked.
                (fanOut, atOnce) = (fanOut / 2, RowsAtOnce);
                context = ContextFor(fanOut);
            }
            else
            {
                yield return new BuiltRequest.Impossible(next, TooLarge(context is null));
                yield break;
            }
        }
    }

    private (Section Section, long Bytes, NodeCounts Nodes)? ContextFor(int fanOut)
    {
        using var writer = new SectionWriter(frame.Tables, fanOut, withTarget: true, default);
        for (var i = 0; i < Context.Count; i++)
        {
            writer.Write(i, Context[i]);
            if (writer.Bytes > mostBytes)
                return null;
        }

        return (writer.ToSection(), writer.Bytes, writer.Nodes);
    }

    /// <summary>A request, unless it is too large.</summary>
    private RelationalRequest? Make((Section Section, long Bytes, NodeCounts Nodes) context, int first, int count, int fanOut)
    {
        using var writer = new SectionWriter(frame.Tables, fanOut, withTarget: false, context.Nodes);
        var candidates = frame.Tables.IsLinkPrediction ? new List<IReadOnlySet<string>>(count) : null;
        for (var i = 0; i < count; i++)
        {
            var asked = AskedAt(first + i);
            writer.Write(Context.Count + i, asked);
            if (context.Bytes + writer.Bytes > mostBytes)
                return null;
            candidates?.Add(IdsOf(asked.Candidates!));
        }

        var wire = new PredictionRequest
        {
            Model = frame.Model,
            Task = frame.Task,
            Schema = frame.Schema,
            Context = context.Section,
            Predict = writer.ToSection(),
            Output = frame.Output,
            Inference = frame.Inference,
            Metadata = new RequestMetadata { SourceQuery = frame.Query, NumContextExamples = Context.Count, NumPredictionExamples = count },
        };
        var body = WireJson.ToUtf8(wire);
        if (body.Length > mostBytes)
            return null;
        return new RelationalRequest
        {
            Wire = wire,
            Body = body,
            First = first,
            Count = count,
            FanOut = fanOut,
            Answer = new AnswerShape([.. Enumerable.Range(Context.Count, count).Select(id => (long)id)]) { Model = frame.Model, TopK = frame.Task.TopK, Candidates = candidates },
        };
    }

    private IReadOnlySet<string> IdsOf(IReadOnlyList<int> items)
    {
        if (!_candidateIds.TryGetValue(items, out var ids))
            _candidateIds[items] = ids = items.Select(item => frame.Tables.Dataset.Items.IdOf(item).ToString()).ToHashSet(StringComparer.Ordinal);
        return ids;
    }

    private string TooLarge(bool isContext) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(isContext ? "The examples alone do" : "A single row beside the examples does")} not fit into a request of {mostBytes / 1024.0 / 1024.0:0.##} MiB, even with one row of each table for a user. Use a smaller run mode{(frame.Tables.IsLinkPrediction ? " or fewer candidates" : "")}.");
}
