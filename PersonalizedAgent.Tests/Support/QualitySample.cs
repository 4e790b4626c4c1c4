using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Evaluation;

namespace PersonalizedAgent.Tests.Support;

/// <summary>Reports on the quality of predictions, to be varied by <c>with</c>.</summary>
internal static class QualitySample
{
    public static EngagementReport Engagement { get; } = new()
    {
        Task = "PREDICT COUNT(orders.*, 0, 30, days) > 0 FOR EACH users.user_id",
        Anchor = new DateTime(2025, 7, 14),
        HorizonDays = 30,
        TrainAnchors = 6,
        TrainExamples = 9013,
        Users = 1643,
        BaseRate = 0.4388,
        Auc = new Interval(0.846, 0.834, 0.856),
        LogLoss = 0.323,
        BaseLogLoss = 0.646,
        AveragePrecision = 0.737,
        CalibrationError = 0.021,
        Calibration = [new(0.03, new Interval(0.018, 0.009, 0.037), 800), new(0.7, new Interval(0.75, 0.71, 0.79), 843)],
        Roc = [new(0, 0), new(0.1, 0.7), new(1, 1)],
        Lift = [.. Enumerable.Range(1, 10).Select(part => new LiftBin(part / 10.0, 0.4, 1, Math.Min(1, 0.215 * part)))],
        Rules =
        [
            new("recency alone", new Interval(0.776, 0.756, 0.793), 0.642, new Interval(0.07, 0.052, 0.087)),
            new("frequency alone", new Interval(0.676, 0.652, 0.698), 0.615, new Interval(0.17, 0.149, 0.19)),
        ],
        FitTime = TimeSpan.FromMilliseconds(120),
        ScoreTime = TimeSpan.FromMilliseconds(20),
    };

    public static EngagementReport NotBetter { get; } = Engagement with
    {
        Rules = [new("recency alone", new Interval(0.848, 0.83, 0.86), 0.74, new Interval(-0.002, -0.012, 0.008))],
    };

    public static EngagementReport Suspicious { get; } = Engagement with { Auc = new Interval(0.991, 0.98, 0.999), Suspect = new LeakSuspect("churned", 0.985) };

    public static ResponseReport Response { get; } = new(
        AgentAction.OfferDiscount, "PREDICT contacts.responded", 2000, 402, 0.22, new Interval(0.707, 0.644, 0.763), 0.483, 0.535, []);

    public static ItemReport Items { get; } = new("PREDICT LIST_DISTINCT", "EASE", 673, 200, new Interval(0.21, 0.18, 0.25), 0.113, new Interval(0.14, 0.12, 0.17), 0.067);

    public static ShopTruth Truth { get; } = new(0.027, 0.109, 0.91, 0.367, 0.373, 0.228);

    public static QualityReport Report { get; } = new(Engagement, null, [Response], Items, Truth);
}
