using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Local.Features;

namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>What was predicted of many, as columns: all that the policies look at. Immutable, safe to use from many threads.</summary>
public sealed class PredictedRows
{
    private const int Chunk = 1024;

    private PredictedRows(int count)
    {
        (Scores, Recommended, Ranked) = (new double[count], new byte[count], new bool[count]);
        Responses = new double[count * Width];
        Array.Fill(Responses, double.NaN);
    }

    /// <summary>How many rows.</summary>
    public int Count => Scores.Length;

    internal static int Width => AgentActions.All.Count;

    /// <summary>The engagement score of each row.</summary>
    internal double[] Scores { get; }

    /// <summary>The probability of a response, for each row one for each action; NaN where it is not known.</summary>
    internal double[] Responses { get; }

    /// <summary>The recommended action of each row.</summary>
    internal byte[] Recommended { get; }

    /// <summary>Whether the score of a row is a rank, or there is none.</summary>
    internal bool[] Ranked { get; }

    /// <summary>What a model predicts of all users of its data, as <see cref="LocalModel.Predict"/> does, but for explanations and items.</summary>
    /// <param name="model">The model.</param>
    /// <param name="asOf">The time as of which to predict.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static PredictedRows OfUsers(LocalModel model, DateTimeOffset asOf, CancellationToken cancellationToken = default)
    {
        var anchor = Moments.FromDateTime(asOf.DateTime);
        return Of(model, model.Dataset.Users.Count, row => (row, anchor), (row, user) => model.Ranks.Predict(model.Dataset.Users, user, model.Version, asOf), cancellationToken);
    }

    /// <summary>
    /// What a model predicts of users at times of the past. Who had no order by then has a score of 0: ranks go by what users.csv says, which is known only today.
    /// </summary>
    internal static PredictedRows OfPast(LocalModel model, IReadOnlyList<(int User, int Anchor)> rows, CancellationToken cancellationToken) =>
        Of(model, rows.Count, row => rows[row], null, cancellationToken);

    /// <summary>What was predicted, in the order given.</summary>
    public static PredictedRows Of(IReadOnlyList<Prediction> predictions)
    {
        var rows = new PredictedRows(predictions.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            var prediction = predictions[row];
            (rows.Scores[row], rows.Recommended[row], rows.Ranked[row]) = (prediction.EngagementScore.Value, (byte)prediction.RecommendedAction, prediction.Task is null);
            // The first one counts where an action has several, as for a policy.
            for (var i = prediction.ActionScores.Count - 1; i >= 0; i--)
                rows.Responses[row * Width + (int)prediction.ActionScores[i].Action] = prediction.ActionScores[i].Probability.Value;
        }

        return rows;
    }

    /// <summary>The probabilities of a response of a row, by action; NaN where one is not known.</summary>
    internal ReadOnlySpan<double> ResponsesOf(int row) => Responses.AsSpan(row * Width, Width);

    private static PredictedRows Of(LocalModel model, int count, Func<int, (int User, int Anchor)> at, Func<int, int, Prediction>? ranked, CancellationToken cancellationToken)
    {
        var rows = new PredictedRows(count);
        var width = Math.Max(model.Engagement?.Features.Width ?? 0, model.Responses.Max(response => response?.Features.Width ?? 0));
        Parallel.For(0, (count + Chunk - 1) / Chunk, new ParallelOptions { CancellationToken = cancellationToken }, part =>
        {
            var values = new float[width];
            for (var row = part * Chunk; row < Math.Min(count, (part + 1) * Chunk); row++)
            {
                var (user, anchor) = at(row);
                rows.Fill(row, user, model, UserPast.Of(model.Dataset, user, anchor), values, ranked);
            }
        });
        return rows;
    }

    private void Fill(int row, int user, LocalModel model, in UserPast past, Span<float> values, Func<int, int, Prediction>? ranked)
    {
        var summary = PastSummary.Of(past);
        if (model.Engagement is { } engagement && summary.Purchases > 0)
        {
            (Scores[row], Recommended[row]) = (engagement.Probability(past, summary, values[..engagement.Features.Width]), (byte)LocalModel.RuleFor(summary).Action);
        }
        else
        {
            Ranked[row] = true;
            var rank = ranked?.Invoke(row, user);
            (Scores[row], Recommended[row]) = (rank?.EngagementScore.Value ?? 0, (byte)(rank?.RecommendedAction ?? LocalModel.RuleFor(summary).Action));
        }

        if (!model.HasResponses)
            return;
        var most = double.NegativeInfinity;
        foreach (var response in model.Responses)
        {
            if (response is null)
                continue;
            var (action, probability) = (((PredictiveTask.Response)response.Task).Action, response.Probability(past, summary, values[..response.Features.Width]));
            Responses[row * Width + (int)action] = probability;
            if (probability > most)
                (most, Recommended[row]) = (probability, (byte)action);
        }
    }
}
