using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Benchmarks;

/// <summary>Fits the local model on what was known before a day, predicts who orders from that day on, and prints how good that is.</summary>
internal static class PredictCommand
{
    /// <summary>0, or 2 where it cannot be done.</summary>
    /// <param name="path">A folder of CSV files.</param>
    /// <param name="day">The cut-off: what was before it is known, orders from it on for the horizon are predicted.</param>
    /// <param name="options">The horizon, and how many horizons before the cut-off are learned from.</param>
    /// <param name="jsonFile">Where to write the figures as JSON, if anywhere.</param>
    /// <param name="clock">Measures times.</param>
    /// <param name="output">For the figures.</param>
    /// <param name="errors">For what is wrong.</param>
    public static int Run(string path, DateOnly day, KumoOptions options, string? jsonFile, TimeProvider clock, TextWriter output, TextWriter errors)
    {
        if (DatasetFolder.TryFind(path, new DatasetLimits(), out var source) is { } problem)
            return Fail(errors, problem);
        var result = DatasetReader.Read(source with { AsOf = AsOfRule.LastEvent }, new DatasetLimits(), clock.Today());
        if (result is not DatasetReadResult.Read { Dataset: var dataset })
            return Fail(errors, ((DatasetReadResult.Failed)result).Reason);
        var report = EngagementTrial.Run(dataset, day.ToDateTime(TimeOnly.MinValue).AddSeconds(-1), options, clock, out var reason);
        if (report is null)
            return Fail(errors, reason!);
        if (dataset.Orders.Last is { } last && DateOnly.FromDateTime(last).AddDays(1) < day.AddDays(options.HorizonDays))
            errors.WriteLine($"Note: the last order is of {last:yyyy-MM-dd}, before the horizon ends; users who ordered after it count as not ordering.");

        Print(report, output);
        if (jsonFile is not null)
            File.WriteAllText(jsonFile, ToJson(report).ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        return 0;
    }

    private static void Print(EngagementReport report, TextWriter output)
    {
        output.WriteLine(report.Task);
        output.WriteLine(FormattableString.Invariant($"{report.Users:#,0} users, {report.BaseRate:0.0000} of them ordered; learned from {report.TrainExamples:#,0} examples at {report.TrainAnchors} earlier times"));
        output.WriteLine();
        output.WriteLine("                    AUC (95 % interval)        average precision   log loss");
        output.WriteLine(FormattableString.Invariant($"model               {report.Auc.Value:0.0000} ({report.Auc.Low:0.0000} to {report.Auc.High:0.0000})  {report.AveragePrecision:0.0000}              {report.LogLoss:0.0000}"));
        foreach (var rule in report.Rules)
            output.WriteLine(FormattableString.Invariant($"{rule.Name,-18}  {rule.Auc.Value:0.0000} ({rule.Auc.Low:0.0000} to {rule.Auc.High:0.0000})  {rule.AveragePrecision:0.0000}"));
        output.WriteLine(FormattableString.Invariant($"always the same                                                    {report.BaseLogLoss:0.0000}"));
        output.WriteLine();
        output.WriteLine(report.Verdict);
        output.WriteLine(FormattableString.Invariant($"Calibration error {report.CalibrationError:0.0000}; fitted in {report.FitTime.TotalSeconds:0.00} s, scored in {report.ScoreTime.TotalSeconds:0.000} s"));
        if (report.Suspect is { } suspect)
            output.WriteLine(FormattableString.Invariant($"Too good to be true: {suspect.Name} alone reaches an AUC of {suspect.Auc:0.000}. It was perhaps filled in after the orders that it should predict."));
    }

    private static JsonObject ToJson(EngagementReport report) => new()
    {
        ["auc"] = report.Auc.Value,
        ["auc_low"] = report.Auc.Low,
        ["auc_high"] = report.Auc.High,
        ["log_loss"] = report.LogLoss,
        ["average_precision"] = report.AveragePrecision,
        ["users"] = report.Users,
        ["base_rate"] = report.BaseRate,
        ["fit_seconds"] = report.FitTime.TotalSeconds,
        ["score_seconds"] = report.ScoreTime.TotalSeconds,
        ["calibration_error"] = report.CalibrationError,
        ["train_examples"] = report.TrainExamples,
        ["train_anchors"] = report.TrainAnchors,
        ["recency_auc"] = report.Rules[0].Auc.Value,
        ["frequency_auc"] = report.Rules[1].Auc.Value,
    };

    private static int Fail(TextWriter errors, string reason)
    {
        errors.WriteLine(reason);
        return 2;
    }

    /// <summary>Reads a day.</summary>
    /// <exception cref="UsageException">It is none, or one that data cannot have.</exception>
    public static DateOnly ParseDay(string text, string option) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1950 and <= 2060
            ? day
            : throw new UsageException($"{option} must be a day between 1950 and 2060 such as 2025-08-13.");
}
