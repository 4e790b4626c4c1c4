using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Local.Features;

namespace PersonalizedAgent.Core.Evaluation;

/// <summary>Tries the model of engagement on a time that it has not seen.</summary>
public static class EngagementTrial
{
    /// <summary>An honest model is hardly ever so good.</summary>
    public const double TooGood = 0.95;

    /// <summary>Fits on what was known at an anchor, predicts every user who had ordered by then, and looks at what came.</summary>
    /// <param name="dataset">The data; labels are looked for up to the horizon after the anchor.</param>
    /// <param name="anchor">The last moment that the model knows.</param>
    /// <param name="options">Horizon, and number of anchors to learn from.</param>
    /// <param name="clock">Measures the time that fitting and scoring take.</param>
    /// <param name="reason">Why it cannot be tried; <see langword="null"/> where it was.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The report; <see langword="null"/> where there is too little to learn from or to try it on.</returns>
    public static EngagementReport? Run(Dataset dataset, DateTime anchor, KumoOptions options, TimeProvider clock, out string? reason, CancellationToken cancellationToken = default)
    {
        var at = Moments.FromDateTime(anchor);
        var started = clock.GetTimestamp();
        var model = LocalModelFitter.FitEngagement(dataset, at, options, cancellationToken);
        var fitTime = clock.GetElapsedTime(started);
        if (model is null)
        {
            reason = WhyNotLearned(dataset, anchor, options.HorizonDays);
            return null;
        }

        var examples = ContextBuilder.Engagement(dataset, at, options.HorizonDays);
        bool[] labels = [.. examples.Select(example => example.Label)];
        started = clock.GetTimestamp();
        var probabilities = model.Probabilities(dataset, examples);
        var scoreTime = clock.GetElapsedTime(started);
        if (labels.Length == 0 || BinaryMetrics.Auc(probabilities, labels) is not { } auc)
        {
            reason = FormattableString.Invariant($"Of {labels.Length} users with orders by then {(labels.Contains(true) ? "all" : "none")} ordered in the {options.HorizonDays} days after {anchor:yyyy-MM-dd}, so there is nothing to tell apart. Choose an earlier time.");
            return null;
        }

        reason = null;
        var calibration = Curves.Calibration(probabilities, labels);
        return new EngagementReport
        {
            Task = model.Task.Pql,
            Anchor = anchor,
            HorizonDays = options.HorizonDays,
            TrainAnchors = ContextBuilder.Anchors(dataset.Orders, at, options.HorizonDays, options.TrainAnchors).Count,
            TrainExamples = model.Examples,
            Users = labels.Length,
            BaseRate = BinaryMetrics.BaseRate(labels),
            Auc = auc,
            LogLoss = BinaryMetrics.LogLoss(probabilities, labels),
            BaseLogLoss = BinaryMetrics.LogLoss(Enumerable.Repeat(model.PositiveShare, labels.Length).ToArray(), labels),
            AveragePrecision = BinaryMetrics.AveragePrecision(probabilities, labels),
            CalibrationError = Curves.CalibrationError(calibration),
            Calibration = calibration,
            Roc = Curves.Roc(probabilities, labels),
            Lift = Curves.Lift(probabilities, labels),
            Rules =
            [
                Rule("recency alone", dataset, examples, labels, probabilities, summary => -summary.Recency),
                Rule("frequency alone", dataset, examples, labels, probabilities, summary => summary.Purchases),
            ],
            FitTime = fitTime,
            ScoreTime = scoreTime,
            Suspect = auc.Value > TooGood ? SuspectOf(model, dataset, examples, labels) : null,
        };
    }

    private static string WhyNotLearned(Dataset dataset, DateTime anchor, int horizonDays) => dataset.Orders.Last switch
    {
        null => "There are no orders to learn from.",
        { } last when last < anchor.AddDays(-horizonDays) =>
            FormattableString.Invariant($"The last order is of {last:yyyy-MM-dd}, so there is too little to learn from in the {horizonDays} days up to {anchor:yyyy-MM-dd}. Choose an earlier time."),
        _ => FormattableString.Invariant($"There is too little to learn from up to {anchor:yyyy-MM-dd}: at least one horizon of {horizonDays} days of orders is needed, with {FittedTask.LeastOfLabel} users who ordered in it and {FittedTask.LeastOfLabel} who did not. Choose a later time or a shorter horizon."),
    };

    private static RuleReport Rule(string name, Dataset dataset, List<LabelledExample> examples, bool[] labels, double[] probabilities, Func<PastSummary, double> scoreOf)
    {
        double[] scores = [.. examples.Select(example => scoreOf(PastSummary.Of(UserPast.Of(dataset, example.UserRow, example.Anchor))))];
        return new RuleReport(name, BinaryMetrics.Auc(scores, labels)!.Value, BinaryMetrics.AveragePrecision(scores, labels), BinaryMetrics.AucDifference(probabilities, scores, labels)!.Value);
    }

    /// <summary>The block of features that alone ranks users best, as the model weighs it.</summary>
    private static LeakSuspect SuspectOf(FittedTask model, Dataset dataset, List<LabelledExample> examples, bool[] labels)
    {
        var features = model.Features;
        var contributions = features.Blocks.Select(_ => new double[examples.Count]).ToArray();
        var values = new float[features.Width];
        for (var i = 0; i < examples.Count; i++)
        {
            var past = UserPast.Of(dataset, examples[i].UserRow, examples[i].Anchor);
            features.Fill(past, PastSummary.Of(past), values);
            for (var block = 0; block < contributions.Length; block++)
                contributions[block][i] = model.Model.Contribution(values, features.RangeOf(block));
        }

        return features.Blocks
            .Select((block, i) => new LeakSuspect(block.Name, BinaryMetrics.Auc(contributions[i], labels)!.Value.Value))
            .MaxBy(suspect => suspect.Auc)!;
    }
}
