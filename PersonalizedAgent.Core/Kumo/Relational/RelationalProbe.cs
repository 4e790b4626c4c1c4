using System.Globalization;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>Tries the service with small questions about a dataset: whether it can be reached, how fast it is, and what it answers. Safe to use from many threads.</summary>
public sealed class RelationalProbe : IDisposable
{
    /// <summary>Rows of a table for each example: a small question is enough to see whether it is answered.</summary>
    private const int SmallFanOut = 8;

    private readonly RelationalHttp _http;
    private readonly RelationalAsker _asker;
    private readonly RelationalOptions _options;
    private readonly KumoOptions _kumo;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _trying = new(1);

    internal RelationalProbe(RelationalHttp http, RelationalAsker asker, RelationalOptions options, KumoOptions kumo, TimeProvider clock) =>
        (_http, _asker, _options, _kumo, _clock) = (http, asker, options, kumo, clock);

    /// <summary>What came of the last try; <see langword="null"/> before the first.</summary>
    public RelationalStatus? Last { get; private set; }

    /// <summary>Where the service is; without user, query or key.</summary>
    public string Server => new Uri(_options.BaseUrl).GetLeftPart(UriPartial.Authority);

    /// <summary>How many requests are left of the day's quota; <see langword="null"/> without one.</summary>
    public int? RequestsLeft => _http.RequestsLeft;

    /// <summary>What came of the last try, if that is not long ago; else it is tried now.</summary>
    /// <param name="dataset">The data to ask about.</param>
    /// <param name="asOf">The time as of which to ask.</param>
    /// <param name="age">The age up to which the last try counts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<RelationalStatus> StatusAsync(Dataset dataset, DateTimeOffset asOf, TimeSpan age, CancellationToken cancellationToken)
    {
        await _trying.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return Last is { } last && _clock.GetUtcNow() - last.ProbedAt <= age ? last : await TryAsync(dataset, asOf, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _trying.Release();
        }
    }

    /// <summary>Tries it now. Costs two requests of the quota, and two more where sessions are used.</summary>
    private async Task<RelationalStatus> TryAsync(Dataset dataset, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var checks = new List<RelationalCheck> { await HealthAsync(cancellationToken).ConfigureAwait(false), await ModelsAsync(cancellationToken).ConfigureAwait(false) };
        var at = Moments.FromDateTime(asOf.DateTime);
        var started = _clock.GetTimestamp();
        var (check, model) = await BinaryAsync(dataset, at, cancellationToken).ConfigureAwait(false);
        var latency = check.IsAnswered == true ? _clock.GetElapsedTime(started) : (TimeSpan?)null;
        checks.Add(check);
        checks.Add(await RankingAsync(dataset, at, cancellationToken).ConfigureAwait(false));
        checks.Add(new RelationalCheck("sessions", _asker.HasSessions, _options.Sessions == RelationalSessions.Off ? "Switched off by Kumo:Relational:Sessions." : _asker.HasSessions switch
        {
            true => "The context is kept on the server between questions.",
            false => "The server has none: the context goes along with every question.",
            null => "Not known yet.",
        }));
        return Last = new RelationalStatus(Server, _kumo.Cassette, _http.RequestsLeft, _clock.GetUtcNow(), latency, model, checks);
    }

    /// <inheritdoc/>
    public void Dispose() => _trying.Dispose();

    private async Task<RelationalCheck> HealthAsync(CancellationToken cancellationToken) => await _http.IsReadyAsync(cancellationToken).ConfigureAwait(false) switch
    {
        KumoReply.Ok ok when ServiceReader.IsReady(ok.Body) is Answer<bool>.Read { Value: true } => new RelationalCheck("health", true, "Ready."),
        KumoReply.Ok => new RelationalCheck("health", null, "It answered, but not that it is ready."),
        KumoReply.Failed { Failure.Kind: KumoFailureKind.NotFound or KumoFailureKind.NotRecorded } => new RelationalCheck("health", null, "No such address; hosted services have none."),
        KumoReply.Failed failed => new RelationalCheck("health", false, RelationalAsker.Describe(failed.Failure)),
        _ => throw new InvalidOperationException("Unknown reply."),
    };

    private async Task<RelationalCheck> ModelsAsync(CancellationToken cancellationToken) => await _http.ModelsAsync(cancellationToken).ConfigureAwait(false) switch
    {
        KumoReply.Ok ok when ServiceReader.Models(ok.Body) is Answer<IReadOnlyList<string>>.Read { Value: var models } => new RelationalCheck("models", true, $"It serves {string.Join(", ", models)}."),
        KumoReply.Failed { Failure.Kind: not (KumoFailureKind.NotFound or KumoFailureKind.NotRecorded) } failed => new RelationalCheck("models", false, RelationalAsker.Describe(failed.Failure)),
        _ => new RelationalCheck("models", null, "No list; hosted services have none."),
    };

    private async Task<(RelationalCheck Check, string? Model)> BinaryAsync(Dataset dataset, int at, CancellationToken cancellationToken)
    {
        var task = new PredictiveTask.Engagement(_kumo.HorizonDays);
        var context = ContextExamples.Engagement(dataset, at, _kumo.HorizonDays, RelationalRunMode.Debug.ContextSize());
        if (context.Count == 0)
            return (new RelationalCheck("binary_classification", null, $"Not tried: the data's history does not reach back more than the horizon of {_kumo.HorizonDays} days."), null);
        return await AskAsync("binary_classification", Builder(dataset).Binary(task, context, [new PredictRow(context[0].UserRow, at)]), AnswerReader.Probabilities, string.Create(CultureInfo.InvariantCulture, $"{dataset.Version} {at}"), cancellationToken).ConfigureAwait(false);
    }

    private async Task<RelationalCheck> RankingAsync(Dataset dataset, int at, CancellationToken cancellationToken)
    {
        var task = new PredictiveTask.NextItems(_kumo.HorizonDays, 1);
        var context = ContextExamples.NextItems(dataset, at, _kumo.HorizonDays, RelationalRunMode.Debug.ContextSize());
        if (context.Count == 0)
            return new RelationalCheck("temporal_link_prediction", null, "Not tried: the orders name no items, or too few.");
        int[] candidates = [.. context.SelectMany(example => example.ItemRows).Distinct().Take(5)];
        var (check, _) = await AskAsync(
            "temporal_link_prediction", Builder(dataset).Ranking(task, context, candidates, [new ItemQuestion(context[0].UserRow, at, candidates)]), AnswerReader.Rankings, string.Create(CultureInfo.InvariantCulture, $"{dataset.Version} {at}"), cancellationToken).ConfigureAwait(false);
        return check.IsAnswered == false && _options.CandidatesOneByOne > 0
            ? check with { Detail = $"{check.Detail} Where it is refused, candidates are asked about one by one." }
            : check;
    }

    private async Task<(RelationalCheck Check, string? Model)> AskAsync<T>(
        string name, IEnumerable<BuiltRequest> built, Func<ReadOnlyMemory<byte>, AnswerShape, Answer<T>> read, string of, CancellationToken cancellationToken)
    {
        if (built.First() is not BuiltRequest.Ready { Request: var request })
            return (new RelationalCheck(name, null, $"Not tried: {((BuiltRequest.Impossible)built.First()).Reason}"), null);
        return await _asker.AskAsync($"probe {name} {of}", request, read, cancellationToken).ConfigureAwait(false) switch
        {
            Told<T>.Answered answered => (new RelationalCheck(name, true, $"Answered by {answered.Model}."), answered.Model),
            Told<T>.Failed failed => (new RelationalCheck(name, false, failed.Reason), null),
            _ => throw new InvalidOperationException("Unknown answer."),
        };
    }

    private RequestBuilder Builder(Dataset dataset) => new(dataset, _options.ToShape() with { RunMode = RelationalRunMode.Debug, FanOut = SmallFanOut }, new RequestLimits());
}
