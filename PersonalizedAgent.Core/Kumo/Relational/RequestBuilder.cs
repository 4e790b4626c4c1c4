using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>
/// Turns a dataset and examples of its past into requests. They are made one by one as they are taken, so that not all are in memory at once;
/// the context is made once and shared.
/// </summary>
/// <param name="dataset">The data.</param>
/// <param name="shape">How requests are made.</param>
/// <param name="limits">What fits into one.</param>
internal sealed class RequestBuilder(Dataset dataset, RelationalShape shape, RequestLimits limits)
{
    private int ContextRows => Math.Min(limits.ContextRows, shape.RunMode.ContextSize());

    /// <summary>A yes or no: will they order within the horizon, will they respond to an action. A contact's own row is never among what is known: its example's anchor lies before it.</summary>
    /// <param name="task">The question; not of items.</param>
    /// <param name="context">The examples, newest first.</param>
    /// <param name="rows">Whom to predict for.</param>
    public IEnumerable<BuiltRequest> Binary(PredictiveTask task, IReadOnlyList<LabelledExample> context, IReadOnlyList<PredictRow> rows) =>
        Split(TaskFrame.Binary(dataset, shape, limits, task.Pql), Chosen(context), rows);

    /// <summary>The next items as a ranking.</summary>
    /// <param name="task">The question.</param>
    /// <param name="context">The examples, newest first.</param>
    /// <param name="contextCandidates">The items that each example could have chosen from, by row; its own orders and what it chose come along by themselves.</param>
    /// <param name="questions">Whom to rank which items for.</param>
    public IEnumerable<BuiltRequest> Ranking(
        PredictiveTask.NextItems task, IReadOnlyList<ItemExample> context, IReadOnlyList<int> contextCandidates, IReadOnlyList<ItemQuestion> questions)
    {
        if (!dataset.Orders.HasItems)
            return [new BuiltRequest.Impossible(0, "The orders name no items: there is nothing to rank.")];
        for (var i = 0; i < questions.Count; i++)
        {
            if (questions[i].Candidates.Count == 0)
                return [new BuiltRequest.Impossible(i, "There are no candidates to rank: at least one is needed.")];
        }

        var splitter = new RequestSplitter(TaskFrame.Ranking(dataset, shape, limits, task.Pql, task.Top), limits.BodyBytes)
        {
            Context = [.. context.Take(ContextRows).Select(example => new Instance(example.UserRow, example.Anchor) { Ordered = example.ItemRows, Candidates = contextCandidates })],
            Count = questions.Count,
            AskedAt = i => new Instance(questions[i].UserRow, questions[i].Anchor) { Candidates = questions[i].Candidates, IsAsked = true },
            RowsAtOnce = limits.ItemPredictRows,
            FanOut = shape.FanOutFor(isLinkPrediction: true),
        };
        return splitter.Requests();
    }

    /// <summary>Whether one item will be among the next ones: the fall-back where a server does not rank, asked once for each candidate.</summary>
    /// <param name="task">The question.</param>
    /// <param name="candidate">The item's row in the items' table.</param>
    /// <param name="context">The examples, newest first: users who ordered something, so the chance is given that they do.</param>
    /// <param name="rows">Whom to predict for.</param>
    public IEnumerable<BuiltRequest> OneItem(PredictiveTask.NextItems task, int candidate, IReadOnlyList<ItemExample> context, IReadOnlyList<PredictRow> rows)
    {
        var id = dataset.Items.IdOf(candidate);
        var literal = dataset.Items.HasIntegerIds ? id.ToString() : $"'{id}'";
        var query = string.Create(CultureInfo.InvariantCulture, $"PREDICT COUNT(orders.* WHERE orders.item_id = {literal}, 0, {task.HorizonDays}, days) > 0 FOR EACH users.user_id");
        return Split(
            TaskFrame.Binary(dataset, shape, limits, query),
            Chosen([.. context.Select(example => new LabelledExample(example.UserRow, example.Anchor, example.ItemRows.Contains(candidate)))]),
            rows);
    }

    private IEnumerable<BuiltRequest> Split(TaskFrame frame, IReadOnlyList<Instance> context, IReadOnlyList<PredictRow> rows) =>
        new RequestSplitter(frame, limits.BodyBytes)
        {
            Context = context,
            Count = rows.Count,
            AskedAt = i => new Instance(rows[i].UserRow, rows[i].Anchor) { IsAsked = true },
            RowsAtOnce = limits.PredictRows,
            FanOut = shape.FanOutFor(isLinkPrediction: false),
        }.Requests();

    /// <summary>The first examples; where they are all alike, the first that differs takes the place of the last.</summary>
    private List<Instance> Chosen(IReadOnlyList<LabelledExample> examples)
    {
        var chosen = examples.Take(ContextRows).Select(ToInstance).ToList();
        if (chosen.Count < examples.Count && chosen.Count > 1 && chosen.TrueForAll(instance => instance.Label == chosen[0].Label))
        {
            for (var i = chosen.Count; i < examples.Count; i++)
            {
                if (examples[i].Label == chosen[0].Label)
                    continue;
                chosen[^1] = ToInstance(examples[i]);
                break;
            }
        }

        return chosen;
    }

    private static Instance ToInstance(LabelledExample example) => new(example.UserRow, example.Anchor) { Label = example.Label };
}
