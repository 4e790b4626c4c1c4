using System.Collections.Concurrent;
using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Wire;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>Asks the service about users: in batches, each question once. Safe to use from many threads.</summary>
internal sealed class RelationalQuestions(RelationalAsker asker, RelationalOptions options, int horizonDays) : IDisposable
{
    private const int MostContexts = 16;

    private readonly KeptAnswers<double> _chances = new();
    private readonly KeptAnswers<IReadOnlyList<ItemScore>> _rankings = new();
    private readonly ConcurrentDictionary<(string Dataset, string Task, int Anchor), Lazy<object>> _contexts = new();
    private readonly CancellationTokenSource _closing = new();
    private volatile Refusal? _refusal;
    private readonly RelationalShape _shape = options.ToShape();
    private readonly RequestLimits _limits = new() { PredictRows = options.BatchRows };

    private string Model => $"{PredictionRequest.DefaultModel} {_shape.RunMode.WireName()}";

    /// <inheritdoc/>
    public void Dispose() => _closing.Cancel();

    /// <summary>The chance that something is so for each of some users.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="task">Engagement or a response.</param>
    /// <param name="anchor">The last moment that is known.</param>
    /// <param name="rows">The users' rows.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<Told<double>[]> ChancesAsync(Dataset dataset, PredictiveTask task, int anchor, IReadOnlyList<int> rows, CancellationToken cancellationToken) =>
        AskAsync(_chances, dataset, task.Pql, anchor, rows, asked =>
        {
            var context = ContextOf(dataset, task, anchor);
            return SendAsync(asked, context.Count, some => new RequestBuilder(dataset, _shape, _limits).Binary(task, context, Rows(some, anchor)), AnswerReader.Probabilities, NameOf(dataset, task.Pql, anchor));
        }, cancellationToken);

    /// <summary>The ranking of candidates for a user.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="task">The question.</param>
    /// <param name="anchor">The last moment that is known.</param>
    /// <param name="row">The user's row.</param>
    /// <param name="candidates">The items to rank, the most likely first.</param>
    /// <param name="popular">Items that anybody could have chosen.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Best first. Where the server does not rank, the first few candidates by their own chances.</returns>
    public async Task<Told<IReadOnlyList<ItemScore>>> RankingAsync(
        Dataset dataset, PredictiveTask.NextItems task, int anchor, int row, IReadOnlyList<int> candidates, IReadOnlyList<int> popular, CancellationToken cancellationToken)
    {
        var told = await AskAsync(_rankings, dataset, task.Pql, anchor, [row], async asked =>
        {
            var context = ItemContextOf(dataset, task, anchor);
            var name = NameOf(dataset, task.Pql, anchor);
            IReadOnlyList<Told<IReadOnlyList<ItemScore>>> ranked = _refusal is { } known && known.Of == dataset.Version
                ? [known.Refused]
                : await SendAsync(
                    asked, context.Count, some => new RequestBuilder(dataset, _shape, _limits).Ranking(task, context, popular, [.. some.Select(user => new ItemQuestion(user, anchor, candidates))]),
                    AnswerReader.Rankings, name).ConfigureAwait(false);
            if (ranked[0] is not Told<IReadOnlyList<ItemScore>>.Failed { IsRefusal: true } refused)
                return ranked;
            // A server that does not rank for one user will not rank for the next one.
            _refusal = new Refusal(dataset.Version, refused);
            return options.CandidatesOneByOne == 0 ? ranked : [await OneByOneAsync(dataset, task, anchor, row, [.. candidates.Take(options.CandidatesOneByOne)], refused).ConfigureAwait(false)];
        }, cancellationToken).ConfigureAwait(false);
        return told[0];
    }

    /// <summary>The last good answer on a user to a task, of an anchor before this one; of one a whole horizon ago it would say nothing any more.</summary>
    public Told<double>.Answered? LastOf(Dataset dataset, PredictiveTask task, int anchor, int row) =>
        _chances.LastOf(new Question(dataset.Version, task.Pql, anchor, row, Model), horizonDays * Moments.SecondsPerDay);

    private async Task<Told<IReadOnlyList<ItemScore>>> OneByOneAsync(
        Dataset dataset, PredictiveTask.NextItems task, int anchor, int row, IReadOnlyList<int> candidates, Told<IReadOnlyList<ItemScore>>.Failed refused)
    {
        var context = ItemContextOf(dataset, task, anchor);
        var asked = candidates.Select(candidate =>
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"{task.Pql} # {dataset.Items[candidate].ItemId}");
            return AskAsync(_chances, dataset, query, anchor, [row], some => SendAsync(
                some, context.Count, users => new RequestBuilder(dataset, _shape, _limits).OneItem(task, candidate, context, Rows(users, anchor)), AnswerReader.Probabilities, NameOf(dataset, query, anchor)), CancellationToken.None);
        }).ToArray();
        var told = await Task.WhenAll(asked).ConfigureAwait(false);
        var ranked = new List<ItemScore>();
        for (var i = 0; i < told.Length; i++)
        {
            if (told[i][0] is Told<double>.Answered answered)
                ranked.Add(new ItemScore(dataset.Items[candidates[i]].ItemId, answered.Value));
        }

        return told.Select(one => one[0]).OfType<Told<double>.Answered>().FirstOrDefault() is { } any
            ? new Told<IReadOnlyList<ItemScore>>.Answered([.. ranked.OrderByDescending(item => item.Score)], any.Model, any.At)
            : refused;
    }

    private async Task<Told<T>[]> AskAsync<T>(
        KeptAnswers<T> kept, Dataset dataset, string task, int anchor, IReadOnlyList<int> rows, Func<IReadOnlyList<int>, Task<IReadOnlyList<Told<T>>>> send, CancellationToken cancellationToken)
    {
        var asked = new AskedRows<T>();
        var waiting = rows.Select(row => kept.AskAsync(new Question(dataset.Version, task, anchor, row, Model), () => asked.Add(row), cancellationToken)).ToArray();
        asked.Send(send);
        return await Task.WhenAll(waiting).ConfigureAwait(false);
    }

    /// <summary>Sends requests about users until all are answered; a request that is too large for the server is halved.</summary>
    private async Task<IReadOnlyList<Told<T>>> SendAsync<T>(
        IReadOnlyList<int> rows, int contextCount, Func<IReadOnlyList<int>, IEnumerable<BuiltRequest>> build, Func<ReadOnlyMemory<byte>, AnswerShape, Answer<IReadOnlyList<T>>> read, string context)
    {
        var told = new Told<T>[rows.Count];
        if (contextCount == 0)
        {
            Array.Fill(told, new Told<T>.Failed("history too short", $"The data's history tells no example: orders must reach back more than the horizon of {horizonDays} days, and an action must have been tried."));
            return told;
        }

        foreach (var built in build(rows))
        {
            if (built is BuiltRequest.Impossible impossible)
            {
                Array.Fill(told, new Told<T>.Failed("no request possible", impossible.Reason), impossible.First, told.Length - impossible.First);
                break;
            }

            var request = ((BuiltRequest.Ready)built).Request;
            var answer = await asker.AskAsync($"{context} {request.FanOut}", request, read, _closing.Token).ConfigureAwait(false);
            for (var i = 0; i < request.Count; i++)
            {
                told[request.First + i] = answer switch
                {
                    Told<IReadOnlyList<T>>.Answered answered => new Told<T>.Answered(answered.Value[i], answered.Model, answered.At),
                    Told<IReadOnlyList<T>>.Failed failed => new Told<T>.Failed(failed.Cause, failed.Reason, failed.IsRefusal),
                    _ => throw new InvalidOperationException("Unknown answer."),
                };
            }
        }

        return told;
    }

    private string NameOf(Dataset dataset, string task, int anchor) => string.Create(CultureInfo.InvariantCulture, $"{dataset.Version} {task} {anchor} {_shape.KeyStyle}");

    private IReadOnlyList<LabelledExample> ContextOf(Dataset dataset, PredictiveTask task, int anchor) => Context(dataset, task, anchor, () => task switch
    {
        PredictiveTask.Engagement engagement => ContextExamples.Engagement(dataset, anchor, engagement.HorizonDays, _shape.RunMode.ContextSize()),
        PredictiveTask.Response response => ContextExamples.Responses(dataset, response.Action, anchor, _shape.RunMode.ContextSize()),
        _ => throw new ArgumentException("No yes-or-no question.", nameof(task)),
    });

    private IReadOnlyList<ItemExample> ItemContextOf(Dataset dataset, PredictiveTask.NextItems task, int anchor) =>
        Context(dataset, task, anchor, () => ContextExamples.NextItems(dataset, anchor, task.HorizonDays, _shape.RunMode.ContextSize()));

    private IReadOnlyList<T> Context<T>(Dataset dataset, PredictiveTask task, int anchor, Func<IReadOnlyList<T>> make)
    {
        if (_contexts.Count > MostContexts)
            _contexts.Clear();
        return (IReadOnlyList<T>)_contexts.GetOrAdd((dataset.Version, task.Pql, anchor), _ => new Lazy<object>(make, LazyThreadSafetyMode.PublicationOnly)).Value;
    }

    private static IReadOnlyList<PredictRow> Rows(IReadOnlyList<int> users, int anchor) => [.. users.Select(user => new PredictRow(user, anchor))];

    private sealed record Refusal(string Of, Told<IReadOnlyList<ItemScore>>.Failed Refused);
}
