using System.Runtime.CompilerServices;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo.Rank;

/// <summary>Answers with a user's rank among all users of the data; the action follows documented rules.</summary>
public sealed class RankKumoClient : IKumoClient
{
    /// <summary>What a rank names as its model.</summary>
    internal const string ModelVersion = "rfm-1";

    private readonly ConditionalWeakTable<UserTable, RfmRanks> _ranks = [];

    /// <inheritdoc/>
    public ValueTask<PredictionResult> PredictAsync(Dataset dataset, IReadOnlyList<User> users, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ranks = RanksOf(dataset, asOf);
        var predictions = new Prediction[users.Count];
        for (var i = 0; i < predictions.Length; i++)
            predictions[i] = ranks.Predict(dataset.Users, dataset.Users.RowOf(users[i].UserId)!.Value, ModelVersion, asOf);
        return new(new PredictionResult.Predicted(predictions));
    }

    /// <summary>Ranks all users, for a table.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="asOf">The time as of which to rank.</param>
    public ScoreTable ScoreAll(Dataset dataset, DateTimeOffset asOf)
    {
        var ranks = RanksOf(dataset, asOf);
        var (scores, actions) = (new float[dataset.Users.Count], new byte[dataset.Users.Count]);
        Parallel.For(0, scores.Length, row =>
        {
            scores[row] = (float)ranks.Of(row).Value;
            actions[row] = (byte)ranks.RuleFor(dataset.Users[row]).Action;
        });
        return new ScoreTable(scores, actions);
    }

    /// <summary>The ranks of a dataset's users; made once for each and day.</summary>
    internal RfmRanks RanksOf(Dataset dataset, DateTimeOffset asOf)
    {
        var today = DateOnly.FromDateTime(asOf.DateTime);
        lock (_ranks)
        {
            if (!_ranks.TryGetValue(dataset.Users, out var ranks) || ranks.Today != today)
                _ranks.AddOrUpdate(dataset.Users, ranks = RfmRanks.Of(dataset.Users, today));
            return ranks;
        }
    }
}
