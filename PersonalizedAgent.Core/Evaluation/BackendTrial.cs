using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Local.Features;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Evaluation;

/// <summary>Sends the same users through the backends, one horizon before the time of a model.</summary>
/// <param name="options">Horizon and number of anchors.</param>
/// <param name="policies">Decide.</param>
/// <param name="clock">Measures times.</param>
public sealed class BackendTrial(KumoOptions options, PolicySwitch policies, TimeProvider clock)
{
    /// <summary>More users make intervals narrower, and cost more where a service is asked.</summary>
    public const int MostUsers = 400;

    /// <summary>Compares the backends.</summary>
    /// <param name="model">The model in use: its data is asked about one horizon before its time.</param>
    /// <param name="service">The service, where it is to be asked too.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see langword="null"/> where there are no users to ask about.</returns>
    public async Task<BackendComparison?> RunAsync(LocalModel model, RelationalKumoClient? service, CancellationToken cancellationToken)
    {
        var dataset = model.Dataset;
        var asOf = new DateTimeOffset(QualityReport.AnchorOf(model, options.HorizonDays), TimeSpan.Zero);
        var anchor = Moments.FromDateTime(asOf.DateTime);
        var examples = ContextBuilder.Engagement(dataset, anchor, options.HorizonDays, MostUsers);
        if (examples.Count == 0)
            return null;
        User[] users = [.. examples.Select(example => dataset.Users[example.UserRow])];
        bool[] labels = [.. examples.Select(example => example.Label)];
        var results = new List<BackendResult>
        {
            await ByClientAsync(PredictionBackend.Mock, new MockKumoClient(() => options.Mock.Seed ?? 0), dataset, users, labels, asOf, cancellationToken).ConfigureAwait(false),
            ByRank(dataset, examples, users, labels, asOf),
            ByLocal(dataset, examples, users, labels, asOf, cancellationToken),
        };
        if (service is not null)
        {
            var before = service.RequestsSent;
            var result = await ByClientAsync(service.Backend, service, dataset, users, labels, asOf, cancellationToken).ConfigureAwait(false);
            results.Add(result with { Requests = service.RequestsSent - before });
        }

        return new BackendComparison(asOf.DateTime, options.HorizonDays, [.. users.Select(user => user.UserId)], BinaryMetrics.BaseRate(labels), results);
    }

    private async Task<BackendResult> ByClientAsync(PredictionBackend backend, IKumoClient client, Dataset dataset, User[] users, bool[] labels, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var result = await client.PredictAsync(dataset, users, asOf, cancellationToken).ConfigureAwait(false);
        return Of(backend, ((PredictionResult.Predicted)result).Predictions, users, labels, clock.GetElapsedTime(started));
    }

    private BackendResult ByLocal(Dataset dataset, List<LabelledExample> examples, User[] users, bool[] labels, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var model = LocalModelFitter.Fit(dataset, asOf, options, null, cancellationToken);
        Prediction[] predictions = [.. examples.Select(example => model.Predict(example.UserRow, asOf))];
        // Too little to learn from at that time: then there are ranks, and these know today.
        return predictions.Any(prediction => prediction.Backend != PredictionBackend.Local)
            ? new BackendResult(PredictionBackend.Local, model.Version, null, null, clock.GetElapsedTime(started), 0, [], "There was too little to learn from at that time.")
            : Of(PredictionBackend.Local, predictions, users, labels, clock.GetElapsedTime(started));
    }

    /// <summary>Recency and purchases as they were; what the users' file counts is as of today.</summary>
    private BackendResult ByRank(Dataset dataset, List<LabelledExample> examples, User[] users, bool[] labels, DateTimeOffset asOf)
    {
        var started = clock.GetTimestamp();
        PastSummary[] known = [.. examples.Select(example => PastSummary.Of(UserPast.Of(dataset, example.UserRow, example.Anchor)))];
        var (recency, purchases) = (Ranks([.. known.Select(summary => -summary.Recency)]), Ranks([.. known.Select(summary => summary.Purchases)]));
        var predictions = known.Select((summary, i) =>
        {
            var (action, rule) = ActionRules.Choose(summary.Purchases, summary.Recency, summary.Purchases > 1 ? summary.Gap : null);
            return new Prediction(users[i].UserId, new Score((recency[i] + purchases[i]) / 2), action, PredictionBackend.Rank, "recency and purchases", asOf) { ActionRule = rule };
        }).ToArray();
        return Of(PredictionBackend.Rank, predictions, users, labels, clock.GetElapsedTime(started));
    }

    private BackendResult Of(PredictionBackend backend, IReadOnlyList<Prediction> predictions, User[] users, bool[] labels, TimeSpan took)
    {
        if (predictions.FirstOrDefault(prediction => prediction.Fallback is not null) is { Fallback: { } fallback })
            return new BackendResult(backend, predictions[0].ModelVersion, null, null, took, 0, [], fallback.Reason);
        double[] scores = [.. predictions.Select(prediction => prediction.EngagementScore.Value)];
        var isProbability = backend is not (PredictionBackend.Mock or PredictionBackend.Rank);
        return new BackendResult(
            backend,
            predictions[0].ModelVersion,
            BinaryMetrics.Auc(scores, labels),
            isProbability ? Curves.CalibrationError(Curves.Calibration(scores, labels)) : null,
            took,
            0,
            [.. predictions.Select((prediction, i) => policies.Current.Choose(PolicyInput.Of(users[i], prediction, policies.Options)).Action!.Value)],
            null);
    }

    /// <summary>The share of users that each is ahead of, ties counting half.</summary>
    private static double[] Ranks(int[] values)
    {
        var sorted = values.Order().ToArray();
        return [.. values.Select(value =>
        {
            var (below, upTo) = (Array.FindIndex(sorted, other => other >= value), Array.FindLastIndex(sorted, other => other <= value) + 1);
            return (below + upTo) / 2.0 / values.Length;
        })];
    }
}
