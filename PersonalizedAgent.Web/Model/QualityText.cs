using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Evaluation;

namespace PersonalizedAgent.Web.Model;

/// <summary>How the quality of predictions is written for people.</summary>
internal static class QualityText
{
    /// <summary>Above which AUC an honest model hardly ever comes.</summary>
    public static string Limit { get; } = EngagementTrial.TooGood.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A measure such as an AUC or a log loss, with three places.</summary>
    public static string Measure(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The ends of a measure's interval: <c>0.820 to 0.861</c>.</summary>
    public static string Range(Interval interval) => $"{Measure(interval.Low)} to {Measure(interval.High)}";

    /// <summary>A difference, with its sign: <c>+0.031</c>, <c>−0.004</c>.</summary>
    public static string Signed(double value) => value.ToString("+0.000;−0.000;0.000", CultureInfo.InvariantCulture);

    /// <summary>The ends of a difference's interval, with their signs.</summary>
    public static string SignedRange(Interval interval) => $"{Signed(interval.Low)} to {Signed(interval.High)}";

    /// <summary>A share in percent; below ten with one place: <c>43 %</c>, <c>4.1 %</c>, <c>0 %</c>.</summary>
    public static string Percent(double share) => PercentNumber(share) + " %";

    /// <summary>The ends of a share's interval: <c>40 to 47 %</c>.</summary>
    public static string PercentRange(Interval interval) => $"{PercentNumber(interval.Low)} to {PercentNumber(interval.High)} %";

    /// <summary>A difference of shares: <c>1.3 points</c>.</summary>
    public static string Points(double difference) => (100 * difference).ToString("0.0", CultureInfo.InvariantCulture) is var text && text == "1.0" ? "1.0 point" : $"{text} points";

    /// <summary>Responses per 100 contacts: <c>27.4</c>.</summary>
    public static string PerHundred(double rate) => (100 * rate).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>What an AUC means, in pairs of users.</summary>
    public static string AucMeaning(double auc) =>
        string.Create(CultureInfo.InvariantCulture, $"Of a user who orders and one who does not, the right one stands first {100 * auc:0} times in 100; by chance 50.");

    /// <summary>The verdict in a few words.</summary>
    public static string Headline(EngagementReport report) => report.IsBetterThanRules ? "Better than a simple rule" : "Not surely better than a simple rule";

    /// <summary>What is suspicious, and what to do about it: a column, or something worked out from orders and contacts.</summary>
    public static string Suspicion(LeakSuspect suspect, Dataset dataset) => dataset.Users.Columns.Any(column => column.Name == suspect.Name)
        ? $"The column {suspect.Name} alone reaches {Measure(suspect.Auc)}. Most likely it was filled in after the fact. Find out when it is written; if that can be after the order, leave it out of users.csv and take the data again."
        : $"What is known of {suspect.Name}, worked out from what users did before, alone reaches {Measure(suspect.Auc)}. Either users are that regular, or rows are dated before they happened. Check the dates in orders.csv and contacts.csv before this is believed.";

    /// <summary>When, on whom and how the model of engagement was tried.</summary>
    public static string Setting(EngagementReport report) =>
        $"Tried as of {Display.Day(DateOnly.FromDateTime(report.Anchor))} on {Display.Count(report.Users, "user")}; {Percent(report.BaseRate)} of them ordered in the {Display.Count(report.HorizonDays, "day")} after it. "
        + $"Learned from {Display.Count(report.TrainExamples, "example")} at {Display.Count(report.TrainAnchors, "earlier time")}, in {Display.Duration(report.FitTime)}.";

    /// <summary>How much of what always saying the same leaves open the model tells.</summary>
    public static string LogLossGain(double logLoss, double baseLogLoss)
    {
        var gain = baseLogLoss > 0 ? 1 - logLoss / baseLogLoss : 0;
        return gain switch
        {
            >= 0.0005 => $"{Percent(gain)} less than always the same, {Measure(baseLogLoss)}",
            <= -0.0005 => $"{Percent(-gain)} more than always the same, {Measure(baseLogLoss)}",
            _ => $"as much as always the same, {Measure(baseLogLoss)}",
        };
    }

    /// <summary>Whether probabilities can be taken at their word, and where least.</summary>
    public static string Calibration(double calibrationError, IReadOnlyList<CalibrationBin> bins)
    {
        var worst = bins.MaxBy(bin => Math.Abs(bin.MeanPredicted - bin.Observed.Value));
        return $"Predicted and observed rates differ by {Points(calibrationError)} on average, most where {Percent(worst.MeanPredicted)} was predicted and {Percent(worst.Observed.Value)} ordered.";
    }

    /// <summary>What a bin of users tells.</summary>
    public static string Bin(CalibrationBin bin) => $"predicted {Percent(bin.MeanPredicted)}, observed {Percent(bin.Observed.Value)} ({PercentRange(bin.Observed)}), {Display.Count(bin.Count, "user")}";

    /// <summary>How many of those who order stand among the first fifth of users.</summary>
    public static string Captured(IReadOnlyList<LiftBin> lift)
    {
        if (lift.Count == 0)
            return "Nobody ordered.";
        const double fifth = 0.2 - 1e-9;
        var part = lift.First(bin => bin.Share >= fifth);
        return $"The top {Percent(part.Share)} of users hold {Percent(part.Captured)} of those who order.";
    }

    /// <summary>What the ROC curve shows.</summary>
    public static string Roc(Interval auc) => $"The area below the curve is the AUC, {Measure(auc.Value)}; below the diagonal it is 0.5.";

    /// <summary>Whether responses to an action are told apart.</summary>
    public static string Verdict(ResponseReport report) => report.IsBetterThanRate
        ? "Tells more than the same rate for everybody."
        : "Tells no more than the same rate for everybody, as far as these contacts show.";

    /// <summary>Why responses to no action could be tried.</summary>
    public static string NoResponses(Dataset dataset, int horizonDays) => dataset.Has(DatasetTable.Contacts)
        ? $"The contacts tell too little: for no action are there enough earlier ones to learn from, and some in the last {Display.Count(horizonDays, "day")} to try it on."
        : "contacts.csv is missing: actions follow rules.";

    /// <summary>Which actions could not be tried; <see langword="null"/> where all were.</summary>
    public static string? NotTried(IReadOnlyList<ResponseReport> responses)
    {
        var names = AgentActions.All.Where(action => responses.All(response => response.Action != action)).Select(action => action.DisplayName()).ToArray();
        return names.Length == 0 ? null : $"Not tried, as there are too few contacts: {string.Join(", ", names)}.";
    }

    /// <summary>Whether the next item is foretold better than by popularity.</summary>
    public static string Verdict(ItemReport report) => report.IsBetterThanPopular
        ? "Better than showing everybody the most popular items."
        : "Not surely better than showing everybody the most popular items.";

    /// <summary>On whom and what the ranking of items was tried.</summary>
    public static string Setting(ItemReport report) =>
        $"{Display.Count(report.Users, "user")} bought something new to them. Where does it stand among all {Display.Count(report.Items, "item")}? Ranked by {report.Method}.";

    /// <summary>Why the next item could not be tried.</summary>
    public static string NoItems(Dataset dataset, int horizonDays) => dataset.Items.Count == 0
        ? "Orders name no items: without a column item_id nobody knows what was bought."
        : $"In the last {Display.Count(horizonDays, "day")} nobody bought an item that was new to them, or there is too little before it to learn from.";

    /// <summary>How near predictions come to the truth.</summary>
    public static string Distance(ShopTruth truth) =>
        $"Predicted chances of a response lie {Points(truth.Distance)} from the true ones on average; each action’s overall rate lies {Points(truth.DistanceOfRate)} from them.";

    private static string PercentNumber(double share) => (100 * share).ToString(Math.Abs(share) is > 0 and < 0.0995 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
