using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Rank;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>Answers with the model that was fitted on the user's data, without key or network; where there is none, with a rank.</summary>
/// <param name="modelOf">Gives the newest model of a dataset, waiting for the first; <see langword="null"/> where there is none.</param>
/// <param name="rank">Answers there.</param>
public sealed class LocalKumoClient(Func<Dataset, CancellationToken, ValueTask<LocalModel?>> modelOf, RankKumoClient rank) : IKumoClient
{
    /// <inheritdoc/>
    public async ValueTask<PredictionResult> PredictAsync(Dataset dataset, IReadOnlyList<User> users, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await modelOf(dataset, cancellationToken).ConfigureAwait(false) is { } model)
            return new PredictionResult.Predicted([.. users.Select(user => model.Predict(dataset.Users.RowOf(user.UserId)!.Value, asOf))]);
        var result = await rank.PredictAsync(dataset, users, asOf, cancellationToken).ConfigureAwait(false);
        var note = dataset.Orders.Count > 0
            ? "There is no model of this data, so users are ranked."
            : "There are no orders to learn from, so users are ranked.";
        return result is PredictionResult.Predicted predicted
            ? new PredictionResult.Predicted([.. predicted.Predictions.Select(prediction => prediction with { Note = note })])
            : result;
    }
}
