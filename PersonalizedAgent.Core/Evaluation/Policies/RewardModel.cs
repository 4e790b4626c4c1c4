using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>Expects a reward of each action, learned from a log: for each action a model of its own. Immutable.</summary>
/// <remarks>
/// For an action with rewards of 0 and 1 alone, and enough of each, a logistic regression with an L2 penalty chosen by cross-validation; else the mean of its
/// rewards, drawn to the mean of all by <see cref="PriorRows"/> rows.
/// </remarks>
public sealed class RewardModel
{
    /// <summary>So many rewards of 1 and so many of 0 it takes to learn from features.</summary>
    public const int LeastOfEach = 10;

    /// <summary>The mean of all rewards counts as much as so many rows of an action.</summary>
    public const double PriorRows = 10;

    private const int Folds = 5;

    private readonly LinearLogit?[] _models;
    private readonly double[] _means;

    private RewardModel(LinearLogit?[] models, double[] means) => (_models, _means) = (models, means);

    /// <summary>For how many actions the features count; for the others the mean alone.</summary>
    public int LearnedActions => _models.Count(model => model is not null);

    /// <summary>Fits.</summary>
    /// <param name="log">Decisions and their rewards; at least one. Propensities are not used.</param>
    /// <param name="features">What was known at each of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The log is empty, or the features are not of its rows.</exception>
    public static RewardModel Fit(ActionLog log, FeatureRows features, CancellationToken cancellationToken = default)
    {
        Check(log, features);
        return Fit(log, features, [.. Enumerable.Range(0, log.Count)], cancellationToken);
    }

    /// <summary>The reward expected of each action on each row, by a model fitted on four fifths of the log without that row (Chernozhukov et al. 2018).</summary>
    /// <param name="log">Decisions and their rewards; at least two.</param>
    /// <param name="features">What was known at each of them.</param>
    /// <param name="seed">Deals the rows out; the same one gives the same table.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The log has fewer than two rows, or the features are not of its rows.</exception>
    public static RewardTable CrossFit(ActionLog log, FeatureRows features, int seed, CancellationToken cancellationToken = default)
    {
        Check(log, features);
        if (log.Count < 2)
            throw new ArgumentException("Cross-fitting takes at least two rows.", nameof(log));
        int[] order = [.. Enumerable.Range(0, log.Count)];
        new Random(seed).Shuffle(order);
        var values = new double[log.Count * log.Actions];
        for (var fold = 0; fold < Math.Min(Folds, log.Count); fold++)
        {
            var model = Fit(log, features, [.. order.Where((_, place) => place % Folds != fold)], cancellationToken);
            for (var place = fold; place < order.Length; place += Folds)
                model.Fill(features.Of(order[place]), values.AsSpan(order[place] * log.Actions, log.Actions));
        }

        return new(values, log.Actions);
    }

    /// <summary>The reward expected of each action on rows, which should be others than those fitted on.</summary>
    /// <param name="features">As many as were fitted on.</param>
    public RewardTable Predict(FeatureRows features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var values = new double[features.Count * _means.Length];
        for (var row = 0; row < features.Count; row++)
            Fill(features.Of(row), values.AsSpan(row * _means.Length, _means.Length));
        return new(values, _means.Length);
    }

    private void Fill(ReadOnlySpan<float> features, Span<double> expected)
    {
        for (var action = 0; action < expected.Length; action++)
            expected[action] = _models[action]?.Probability(features) ?? _means[action];
    }

    private static RewardModel Fit(ActionLog log, FeatureRows features, int[] rows, CancellationToken cancellationToken)
    {
        var all = rows.Average(row => log.Rows[row].Reward);
        var (models, means) = (new LinearLogit?[log.Actions], new double[log.Actions]);
        var byAction = rows.ToLookup(row => log.Rows[row].Action);
        for (var action = 0; action < log.Actions; action++)
        {
            int[] own = [.. byAction[action]];
            means[action] = (own.Sum(row => log.Rows[row].Reward) + PriorRows * all) / (own.Length + PriorRows);
            if (features.Columns > 0 && CanLearn(log, own))
                models[action] = LogisticRegression.Fit(DesignOf(log, features, own), cancellationToken);
        }

        return new(models, means);
    }

    private static bool CanLearn(ActionLog log, int[] rows)
    {
        var ones = rows.Count(row => log.Rows[row].Reward == 1);
        var zeros = rows.Count(row => log.Rows[row].Reward == 0);
        return ones + zeros == rows.Length && Math.Min(ones, zeros) >= LeastOfEach;
    }

    private static Design DesignOf(ActionLog log, FeatureRows features, int[] rows)
    {
        var values = new float[rows.Length * features.Columns];
        for (var i = 0; i < rows.Length; i++)
            features.Of(rows[i]).CopyTo(values.AsSpan(i * features.Columns));
        return new(values, features.Columns, [.. rows.Select(row => log.Rows[row].Reward == 1)], [.. Enumerable.Range(0, rows.Length)]);
    }

    private static void Check(ActionLog log, FeatureRows features)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(features);
        if (log.Count == 0)
            throw new ArgumentException("There must be at least one row to learn from.", nameof(log));
        if (features.Count != log.Count)
            throw new ArgumentException($"There must be features for each of {log.Count} rows; there are for {features.Count}.", nameof(features));
    }
}
