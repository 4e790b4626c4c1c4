using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local.Features;

namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>A model of one yes-or-no question. Immutable, safe to use from many threads.</summary>
/// <param name="Task">The question.</param>
/// <param name="Features">What it sees of a user.</param>
/// <param name="Model">How it weighs that.</param>
/// <param name="Examples">How many examples it was fitted on.</param>
/// <param name="PositiveShare">In which share of them it was so.</param>
internal sealed record FittedTask(PredictiveTask Task, FeatureSet Features, LinearLogit Model, int Examples, double PositiveShare)
{
    /// <summary>Fewer examples of either label than this say too little.</summary>
    public const int LeastOfLabel = 10;

    /// <summary>Fits a model.</summary>
    /// <param name="task">The question.</param>
    /// <param name="dataset">The data of the examples.</param>
    /// <param name="features">What to see of a user.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The model; <see langword="null"/> where there are too few examples of a label.</returns>
    public static FittedTask? Fit(PredictiveTask task, Datasets.Dataset dataset, FeatureSet features, IReadOnlyList<LabelledExample> examples, CancellationToken cancellationToken)
    {
        var positives = examples.Count(example => example.Label);
        if (Math.Min(positives, examples.Count - positives) < LeastOfLabel)
            return null;
        var design = DesignOf(dataset, features, examples, cancellationToken);
        return new FittedTask(task, features, LogisticRegression.Fit(design, cancellationToken), examples.Count, (double)positives / examples.Count);
    }

    /// <summary>The probability that it is so for a user, 0 to 1.</summary>
    /// <param name="past">What is known of the user.</param>
    /// <param name="summary">What the orders tell.</param>
    /// <param name="values">Room for the features.</param>
    public double Probability(in UserPast past, in PastSummary summary, Span<float> values)
    {
        Features.Fill(past, summary, values);
        return Model.Probability(values);
    }

    /// <summary>The probabilities for examples, in their order.</summary>
    public double[] Probabilities(Datasets.Dataset dataset, IReadOnlyList<LabelledExample> examples)
    {
        var probabilities = new double[examples.Count];
        Parallel.For(0, examples.Count, () => new float[Features.Width], (i, _, values) =>
        {
            var past = UserPast.Of(dataset, examples[i].UserRow, examples[i].Anchor);
            probabilities[i] = Probability(past, PastSummary.Of(past), values);
            return values;
        }, _ => { });
        return probabilities;
    }

    private static Design DesignOf(Datasets.Dataset dataset, FeatureSet features, IReadOnlyList<LabelledExample> examples, CancellationToken cancellationToken)
    {
        var width = features.Width;
        var values = new float[examples.Count * width];
        Parallel.For(0, examples.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var past = UserPast.Of(dataset, examples[i].UserRow, examples[i].Anchor);
            features.Fill(past, PastSummary.Of(past), values.AsSpan(i * width, width));
        });
        return new Design(values, width, [.. examples.Select(example => example.Label)], [.. examples.Select(example => example.UserRow)]) { Signs = features.Signs };
    }
}
