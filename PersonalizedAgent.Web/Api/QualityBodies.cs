using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Evaluation;
using PersonalizedAgent.Web.Model;

namespace PersonalizedAgent.Web.Api;

/// <summary>How good the predictions on the dataset in use are.</summary>
/// <param name="Dataset">Its version.</param>
/// <param name="ModelVersion">The model in use, whose data, time and settings were tried one horizon earlier.</param>
/// <param name="HorizonDays">How long the horizon is, in days.</param>
/// <param name="Engagement">Who orders; null where it cannot be tried.</param>
/// <param name="EngagementReason">Why it cannot.</param>
/// <param name="Responses">Who responds to what, by action; empty where contacts tell too little.</param>
/// <param name="Items">What is bought next; null where orders tell nothing of it.</param>
/// <param name="Truth">How far the model in use lies from the truth; of the invented shop alone.</param>
internal sealed record QualityBody(
    [property: JsonPropertyName("dataset")] string Dataset,
    [property: JsonPropertyName("model_version")] string ModelVersion,
    [property: JsonPropertyName("horizon_days")] int HorizonDays,
    [property: JsonPropertyName("engagement")] EngagementBody? Engagement,
    [property: JsonPropertyName("engagement_reason")] string? EngagementReason,
    [property: JsonPropertyName("responses")] IReadOnlyList<ResponseBody> Responses,
    [property: JsonPropertyName("items")] NextItemsBody? Items,
    [property: JsonPropertyName("truth")] TruthBody? Truth)
{
    public static QualityBody Of(QualityState.Ready ready) => new(
        ready.Model.Dataset.Version,
        ready.Model.Version,
        ready.HorizonDays,
        ready.Report.Engagement is { } engagement ? EngagementBody.Of(engagement) : null,
        ready.Report.EngagementReason,
        [.. ready.Report.Responses.Select(ResponseBody.Of)],
        ready.Report.Items is { } items ? NextItemsBody.Of(items) : null,
        ready.Report.Truth is { } truth ? new TruthBody(truth.Distance, truth.DistanceOfRate, truth.BestShare, truth.Earned, truth.Possible, truth.AtRandom) : null);
}

/// <summary>How far the trial has come.</summary>
/// <param name="State">fitting: there is no model yet; measuring: the predictions are being tried.</param>
/// <param name="Progress">0 to 1, if it is known.</param>
/// <param name="Step">What is being done, if it is known.</param>
internal sealed record QualityWaitBody(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("progress")] double? Progress,
    [property: JsonPropertyName("step")] string? Step);

/// <summary>An estimate with its 95 % interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal sealed record IntervalBody(
    [property: JsonPropertyName("value")] double Value,
    [property: JsonPropertyName("low")] double Low,
    [property: JsonPropertyName("high")] double High)
{
    public static IntervalBody Of(Interval interval) => new(interval.Value, interval.Low, interval.High);
}

/// <summary>How well it is predicted who orders.</summary>
/// <param name="Task">The question, in PQL.</param>
/// <param name="Anchor">The last moment known to the model that was tried.</param>
/// <param name="TrainAnchors">How many times in the past it learned from.</param>
/// <param name="TrainExamples">How many examples it learned from.</param>
/// <param name="Users">How many users were predicted.</param>
/// <param name="BaseRate">The share of them that ordered.</param>
/// <param name="Verdict">In words whether the model is worth more than a simple rule.</param>
/// <param name="IsBetterThanRules">Whether it is better than every simple rule, beyond what chance would make of it.</param>
/// <param name="Auc">The chance that one who ordered has a greater score than one who did not.</param>
/// <param name="LogLoss">The mean of −ln of the probability given to what happened.</param>
/// <param name="BaseLogLoss">The log loss of always saying the same.</param>
/// <param name="AveragePrecision">The area under precision over recall.</param>
/// <param name="CalibrationError">By how much predicted and observed rates differ on average, 0 to 1.</param>
/// <param name="Rules">The same users ranked by simple rules.</param>
/// <param name="Calibration">Predicted against observed rates.</param>
/// <param name="Roc">The ROC curve.</param>
/// <param name="Lift">Users by descending score, in equal parts.</param>
/// <param name="Suspect">What alone tells nearly as much, where the AUC is too good to be true.</param>
/// <param name="FitMilliseconds">The time it took to fit.</param>
/// <param name="ScoreMilliseconds">The time it took to score the users.</param>
internal sealed record EngagementBody(
    [property: JsonPropertyName("task")] string Task,
    [property: JsonPropertyName("anchor")] DateTime Anchor,
    [property: JsonPropertyName("train_anchors")] int TrainAnchors,
    [property: JsonPropertyName("train_examples")] int TrainExamples,
    [property: JsonPropertyName("users")] int Users,
    [property: JsonPropertyName("base_rate")] double BaseRate,
    [property: JsonPropertyName("verdict")] string Verdict,
    [property: JsonPropertyName("is_better_than_rules")] bool IsBetterThanRules,
    [property: JsonPropertyName("auc")] IntervalBody Auc,
    [property: JsonPropertyName("log_loss")] double LogLoss,
    [property: JsonPropertyName("base_log_loss")] double BaseLogLoss,
    [property: JsonPropertyName("average_precision")] double AveragePrecision,
    [property: JsonPropertyName("calibration_error")] double CalibrationError,
    [property: JsonPropertyName("rules")] IReadOnlyList<RuleBody> Rules,
    [property: JsonPropertyName("calibration")] IReadOnlyList<CalibrationBody> Calibration,
    [property: JsonPropertyName("roc")] IReadOnlyList<RocBody> Roc,
    [property: JsonPropertyName("lift")] IReadOnlyList<LiftBody> Lift,
    [property: JsonPropertyName("suspect")] SuspectBody? Suspect,
    [property: JsonPropertyName("fit_milliseconds")] double FitMilliseconds,
    [property: JsonPropertyName("score_milliseconds")] double ScoreMilliseconds)
{
    public static EngagementBody Of(EngagementReport report) => new(
        report.Task, report.Anchor, report.TrainAnchors, report.TrainExamples, report.Users, report.BaseRate, report.Verdict, report.IsBetterThanRules,
        IntervalBody.Of(report.Auc), report.LogLoss, report.BaseLogLoss, report.AveragePrecision, report.CalibrationError,
        [.. report.Rules.Select(rule => new RuleBody(rule.Name, IntervalBody.Of(rule.Auc), rule.AveragePrecision, IntervalBody.Of(rule.Lead)))],
        [.. report.Calibration.Select(CalibrationBody.Of)],
        [.. report.Roc.Select(point => new RocBody(point.FalsePositiveRate, point.TruePositiveRate))],
        [.. report.Lift.Select(bin => new LiftBody(bin.Share, bin.Rate, bin.Lift, bin.Captured))],
        report.Suspect is { } suspect ? new SuspectBody(suspect.Name, suspect.Auc) : null,
        report.FitTime.TotalMilliseconds,
        report.ScoreTime.TotalMilliseconds);
}

/// <summary>How well a simple rule ranks users.</summary>
/// <param name="Name">The rule.</param>
/// <param name="Auc">Its AUC.</param>
/// <param name="AveragePrecision">Its average precision.</param>
/// <param name="Lead">By how much the model's AUC is greater.</param>
internal sealed record RuleBody(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("auc")] IntervalBody Auc,
    [property: JsonPropertyName("average_precision")] double AveragePrecision,
    [property: JsonPropertyName("lead")] IntervalBody Lead);

/// <summary>Rows with like probabilities.</summary>
/// <param name="Predicted">The mean of their probabilities.</param>
/// <param name="Observed">The share for which it came true.</param>
/// <param name="Count">How many rows there are.</param>
internal sealed record CalibrationBody(
    [property: JsonPropertyName("predicted")] double Predicted,
    [property: JsonPropertyName("observed")] IntervalBody Observed,
    [property: JsonPropertyName("count")] int Count)
{
    public static CalibrationBody Of(CalibrationBin bin) => new(bin.MeanPredicted, IntervalBody.Of(bin.Observed), bin.Count);
}

/// <summary>What one threshold lets through.</summary>
/// <param name="FalsePositiveRate">The share of those who did not order.</param>
/// <param name="TruePositiveRate">The share of those who ordered.</param>
internal sealed record RocBody(
    [property: JsonPropertyName("false_positive_rate")] double FalsePositiveRate,
    [property: JsonPropertyName("true_positive_rate")] double TruePositiveRate);

/// <summary>One of the equal parts of users by descending score.</summary>
/// <param name="Share">The share of users in this part and those before it.</param>
/// <param name="Rate">The share that ordered within the part.</param>
/// <param name="Lift">That rate in multiples of the base rate.</param>
/// <param name="Captured">The share of all who ordered in this part and those before it.</param>
internal sealed record LiftBody(
    [property: JsonPropertyName("share")] double Share,
    [property: JsonPropertyName("rate")] double Rate,
    [property: JsonPropertyName("lift")] double Lift,
    [property: JsonPropertyName("captured")] double Captured);

/// <summary>What alone tells nearly everything.</summary>
/// <param name="Name">A column's name, or that of a group of features.</param>
/// <param name="Auc">How well it ranks users alone.</param>
internal sealed record SuspectBody(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("auc")] double Auc);

/// <summary>How well responses to an action are predicted.</summary>
/// <param name="Action">offer_discount, recommend_product or send_message.</param>
/// <param name="Task">The question, in PQL.</param>
/// <param name="TrainExamples">How many earlier contacts the model learned from.</param>
/// <param name="Contacts">How many contacts it was tried on.</param>
/// <param name="BaseRate">The share of these that were responded to.</param>
/// <param name="IsBetterThanRate">Whether the model tells more than the same rate for everybody.</param>
/// <param name="Auc">The chance that one that was responded to has a greater probability than one that was not.</param>
/// <param name="LogLoss">The mean of −ln of the probability given to what happened.</param>
/// <param name="BaseLogLoss">The log loss of saying the same rate for all.</param>
/// <param name="Calibration">Predicted against observed rates.</param>
internal sealed record ResponseBody(
    [property: JsonPropertyName("action")] string Action,
    [property: JsonPropertyName("task")] string Task,
    [property: JsonPropertyName("train_examples")] int TrainExamples,
    [property: JsonPropertyName("contacts")] int Contacts,
    [property: JsonPropertyName("base_rate")] double BaseRate,
    [property: JsonPropertyName("is_better_than_rate")] bool IsBetterThanRate,
    [property: JsonPropertyName("auc")] IntervalBody Auc,
    [property: JsonPropertyName("log_loss")] double LogLoss,
    [property: JsonPropertyName("base_log_loss")] double BaseLogLoss,
    [property: JsonPropertyName("calibration")] IReadOnlyList<CalibrationBody> Calibration)
{
    public static ResponseBody Of(ResponseReport report) => new(
        report.Action.WireName(), report.Task, report.TrainExamples, report.Contacts, report.BaseRate, report.IsBetterThanRate,
        IntervalBody.Of(report.Auc), report.LogLoss, report.BaseLogLoss, [.. report.Calibration.Select(CalibrationBody.Of)]);
}

/// <summary>How well the next new item is foretold.</summary>
/// <param name="Task">The question, in PQL.</param>
/// <param name="Method">How items are ranked: EASE or popularity.</param>
/// <param name="Users">How many users bought something new.</param>
/// <param name="Items">How many items are ranked.</param>
/// <param name="IsBetterThanPopular">Whether that is better than popularity, beyond what chance would make of it.</param>
/// <param name="HitRateAt10">For which share of users the item is among the first ten.</param>
/// <param name="NdcgAt10">The mean of 1/log₂(rank + 2) for items among the first ten, 0 for others.</param>
/// <param name="PopularHitRateAt10">The hit rate of ranking by popularity alone.</param>
/// <param name="PopularNdcgAt10">The NDCG of ranking by popularity alone.</param>
internal sealed record NextItemsBody(
    [property: JsonPropertyName("task")] string Task,
    [property: JsonPropertyName("method")] string Method,
    [property: JsonPropertyName("users")] int Users,
    [property: JsonPropertyName("items")] int Items,
    [property: JsonPropertyName("is_better_than_popular")] bool IsBetterThanPopular,
    [property: JsonPropertyName("hit_rate_at_10")] IntervalBody HitRateAt10,
    [property: JsonPropertyName("ndcg_at_10")] double NdcgAt10,
    [property: JsonPropertyName("popular_hit_rate_at_10")] IntervalBody PopularHitRateAt10,
    [property: JsonPropertyName("popular_ndcg_at_10")] double PopularNdcgAt10)
{
    public static NextItemsBody Of(ItemReport report) => new(
        report.Task, report.Method, report.Users, report.Items, report.IsBetterThanPopular,
        IntervalBody.Of(report.HitRate), report.Ndcg, IntervalBody.Of(report.PopularHitRate), report.PopularNdcg);
}

/// <summary>The truth, which the invented shop alone knows.</summary>
/// <param name="Distance">The mean of |predicted − true probability of a response| over users and actions, 0 to 1.</param>
/// <param name="DistanceOfRate">The same for saying each action's rate for everybody.</param>
/// <param name="BestShare">For which share of users the recommended action is truly the best.</param>
/// <param name="Earned">Responses a contact by the model's actions.</param>
/// <param name="Possible">Responses a contact by the truly best actions.</param>
/// <param name="AtRandom">Responses a contact by actions drawn at random.</param>
internal sealed record TruthBody(
    [property: JsonPropertyName("distance")] double Distance,
    [property: JsonPropertyName("distance_of_rate")] double DistanceOfRate,
    [property: JsonPropertyName("best_share")] double BestShare,
    [property: JsonPropertyName("earned")] double Earned,
    [property: JsonPropertyName("possible")] double Possible,
    [property: JsonPropertyName("at_random")] double AtRandom);
