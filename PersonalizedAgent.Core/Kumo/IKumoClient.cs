using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>
/// The seam behind which predictions are made. Batch in, batch out: a foundation model is asked for many users at once.
/// Implementations are safe to call from many threads.
/// </summary>
public interface IKumoClient
{
    /// <summary>Predicts what users are likely to do.</summary>
    /// <param name="dataset">The data that the users stand in.</param>
    /// <param name="users">Whom to predict for; all of them valid and in the data.</param>
    /// <param name="asOf">The time as of which to predict.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>One prediction a user in the order asked, or why there are none.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    ValueTask<PredictionResult> PredictAsync(Dataset dataset, IReadOnlyList<User> users, DateTimeOffset asOf, CancellationToken cancellationToken);
}
