using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Core.Kumo.Relational.Wire;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>
/// Asks KumoRFM over HTTP: who will order, who will respond to which action, and for a recommended product which one. While the service does not answer, the
/// last good answer has to do, else the local model; the prediction says so, and the service is asked again the next time.
/// </summary>
public sealed class RelationalKumoClient : IKumoClient, IDisposable, IAsyncDisposable
{
    /// <summary>Data that runs with the clock is asked about as of the full hour, so that questions of the same hour are the same.</summary>
    private const int AnchorStep = 3600;

    private readonly RelationalHttp _http;
    private readonly RelationalAsker _asker;
    private readonly RelationalQuestions _questions;
    private readonly RelationalOptions _options;
    private readonly KumoOptions _kumo;
    private readonly IKumoClient _local;
    private readonly Func<Dataset, CancellationToken, ValueTask<LocalModel?>> _modelOf;
    private readonly TimeProvider _clock;

    internal RelationalKumoClient(RelationalHttp http, RelationalOptions options, KumoOptions kumo, IKumoClient local, Func<Dataset, CancellationToken, ValueTask<LocalModel?>> modelOf, TimeProvider clock)
    {
        (_http, _options, _kumo, _local, _modelOf, _clock) = (http, options, kumo, local, modelOf, clock);
        _asker = new RelationalAsker(http, options, clock);
        _questions = new RelationalQuestions(_asker, options, kumo.HorizonDays);
        Probe = new RelationalProbe(http, _asker, options, kumo, clock);
    }

    /// <summary>Makes a client.</summary>
    /// <param name="options">How the service is reached.</param>
    /// <param name="kumo">Horizon, and whether exchanges are kept.</param>
    /// <param name="lookup">Gives the value of a variable or setting that may hold the key.</param>
    /// <param name="local">Answers where the service does not.</param>
    /// <param name="modelOf">Gives the local model of a dataset, waiting for the first, for candidates and for what the service was not asked.</param>
    /// <param name="clock">The clock.</param>
    public static RelationalKumoClient Create(RelationalOptions options, KumoOptions kumo, Func<string, string?> lookup, IKumoClient local, Func<Dataset, CancellationToken, ValueTask<LocalModel?>> modelOf, TimeProvider clock)
    {
        var recorder = kumo.Cassette == CassetteMode.Off ? null : new CassetteHandler(kumo.Cassette, Path.GetFullPath(kumo.CassetteFolder));
        return new RelationalKumoClient(new RelationalHttp(options, RelationalKey.Find(lookup, new Uri(options.BaseUrl)), clock, recorder), options, kumo, local, modelOf, clock);
    }

    /// <summary>Tells how the service is.</summary>
    public RelationalProbe Probe { get; }

    /// <summary>How many requests were sent since the start; repeated attempts count once.</summary>
    public int RequestsSent => _asker.Sent;

    /// <summary>What its answers are: the service's, or kept ones.</summary>
    public PredictionBackend Backend => _kumo.Cassette == CassetteMode.Replay ? PredictionBackend.Replay : PredictionBackend.Kumo;

    /// <inheritdoc/>
    public async ValueTask<PredictionResult> PredictAsync(Dataset dataset, IReadOnlyList<User> users, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var anchor = Moments.FromDateTime(asOf.DateTime) is var moment ? moment - ((moment % AnchorStep) + AnchorStep) % AnchorStep : 0;
        int[] rows = [.. users.Select(user => dataset.Users.RowOf(user.UserId)!.Value)];
        var engagement = new PredictiveTask.Engagement(_kumo.HorizonDays);
        var asked = _questions.ChancesAsync(dataset, engagement, anchor, rows, cancellationToken);
        var responses = dataset.Contacts.Count == 0 ? []
            : AgentActions.All.Select(action => _questions.ChancesAsync(dataset, new PredictiveTask.Response(action), anchor, rows, cancellationToken)).ToArray();
        // All at once: the service takes seconds for each.
        await Task.WhenAll([asked, .. responses]).ConfigureAwait(false);

        var chances = await asked.ConfigureAwait(false);
        var predictions = new Prediction[rows.Length];
        for (var i = 0; i < predictions.Length; i++)
        {
            var told = new Told<double>[responses.Length];
            for (var j = 0; j < told.Length; j++)
                told[j] = (await responses[j].ConfigureAwait(false))[i];
            predictions[i] = await PredictAsync(dataset, users[i], rows[i], anchor, asOf, engagement, chances[i], told, isAlone: rows.Length == 1, cancellationToken).ConfigureAwait(false);
        }

        return new PredictionResult.Predicted(predictions);
    }

    /// <summary>Drops what is kept on the server, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _asker.CloseSessionsAsync().ConfigureAwait(false);
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Probe.Dispose();
        _questions.Dispose();
        _asker.Dispose();
        _http.Dispose();
    }

    private async Task<Prediction> PredictAsync(
        Dataset dataset, User user, int row, int anchor, DateTimeOffset asOf, PredictiveTask.Engagement task, Told<double> chance, Told<double>[] responses, bool isAlone, CancellationToken cancellationToken)
    {
        Fallback? fallback = null;
        if (chance is Told<double>.Failed failed)
        {
            if (_questions.LastOf(dataset, task, anchor, row) is not { } last)
                return await LocalAsync(dataset, user, asOf, failed, cancellationToken).ConfigureAwait(false);
            fallback = new Fallback(failed.Cause, $"KUMO unavailable: {failed.Reason} This is its answer of {Ago(_clock.GetUtcNow() - last.At)}.");
            chance = last;
        }

        var answered = (Told<double>.Answered)chance;
        var local = (await _modelOf(dataset, cancellationToken).ConfigureAwait(false))?.Predict(row, asOf);
        var (scores, note) = Scores(responses, local);
        var (action, rule) = scores.Count > 0
            ? (scores.MaxBy(score => score.Probability.Value).Action, null)
            : local is null ? ActionRules.Choose(user.Purchases, UserActivity.DaysSinceActive(user.LastActive, DateOnly.FromDateTime(asOf.DateTime)), null) : (local.RecommendedAction, local.ActionRule);
        var prediction = new Prediction(user.UserId, new Score(answered.Value), action, Backend, answered.Model, asOf)
        {
            Task = task.Pql,
            ActionScores = scores,
            ActionRule = rule,
            Fallback = fallback,
            Note = note,
        };
        if (action != AgentAction.RecommendProduct)
            return prediction;
        // A product for each of many users would cost a request each; whoever asks about many compares scores and actions.
        return isAlone && fallback is null
            ? await WithRankingAsync(prediction, local, dataset, row, anchor, cancellationToken).ConfigureAwait(false)
            : WithLocalItems(prediction, local, null);
    }

    private async Task<Prediction> LocalAsync(Dataset dataset, User user, DateTimeOffset asOf, Told<double>.Failed failed, CancellationToken cancellationToken)
    {
        var result = await _local.PredictAsync(dataset, [user], asOf, cancellationToken).ConfigureAwait(false);
        return ((PredictionResult.Predicted)result).Predictions[0] with { Fallback = new Fallback(failed.Cause, $"KUMO unavailable: {failed.Reason}") };
    }

    /// <summary>The service's chances of a response; where it did not tell one of them, the local model's, which are comparable among themselves.</summary>
    private static (IReadOnlyList<ActionScore> Scores, string? Note) Scores(Told<double>[] responses, Prediction? local)
    {
        if (responses.Length == 0)
            return ([], null);
        if (responses.OfType<Told<double>.Failed>().FirstOrDefault() is { } failed)
            return (local?.ActionScores ?? [], $"The chances of a response are the local model's: {failed.Reason}");
        return ([.. AgentActions.All.Select((action, i) => new ActionScore(action, new Score(((Told<double>.Answered)responses[i]).Value)))], null);
    }

    private async Task<Prediction> WithRankingAsync(Prediction prediction, Prediction? local, Dataset dataset, int row, int anchor, CancellationToken cancellationToken)
    {
        if (await _modelOf(dataset, cancellationToken).ConfigureAwait(false) is not { Items: not null } model)
            return prediction;
        var task = new PredictiveTask.NextItems(_kumo.HorizonDays, _kumo.TopItems);
        var told = await _questions.RankingAsync(dataset, task, anchor, row, model.CandidatesFor(row, anchor, _options.Candidates), model.CandidatesForAnybody(_options.Candidates), cancellationToken).ConfigureAwait(false);
        if (told is Told<IReadOnlyList<ItemScore>>.Failed failed)
            return WithLocalItems(prediction, local, failed.Reason);
        var ranked = ((Told<IReadOnlyList<ItemScore>>.Answered)told).Value;
        return prediction with { Items = [.. ranked.Take(_kumo.TopItems).Select(item => new RankedItem(item.Id, dataset.Items.Find(item.Id)?.Title ?? item.Id, item.Score))] };
    }

    /// <summary>The local model's products, and the word that they are.</summary>
    private static Prediction WithLocalItems(Prediction prediction, Prediction? local, string? reason) => local is not { Items.Count: > 0 }
        ? prediction
        : prediction with { Items = local.Items, Note = $"{prediction.Note} The products are ranked by the local model{(reason is null ? "." : $": {reason}")}".Trim() };

    private static string Ago(TimeSpan age) => age.TotalMinutes switch
    {
        < 1 => "less than a minute ago",
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} minutes ago"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} hours ago"),
    };
}
