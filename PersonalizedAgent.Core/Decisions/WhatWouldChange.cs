using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>Says what would bring a score to the other side of the threshold, and so change the action.</summary>
public static class WhatWouldChange
{
    /// <summary>The sentence for a prediction, such as <c>above 0.70 with one more order within 14 days</c>.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="options">The threshold.</param>
    /// <returns><see langword="null"/> where the backend cannot say how its score would change.</returns>
    public static string? Describe(Prediction prediction, AgentOptions options)
    {
        if (prediction.Outlook is not { Days.Count: > 1 } outlook)
            return null;
        var threshold = options.EngagementThreshold;
        var shown = threshold.ToString("0.00##", CultureInfo.InvariantCulture);
        return prediction.EngagementScore.Value > threshold
            ? WhenAbove(outlook, threshold, shown)
            : WhenNotAbove(outlook, threshold, shown);
    }

    private static string WhenAbove(ScoreOutlook outlook, double threshold, string shown)
    {
        for (var i = 1; i < outlook.Days.Count; i++)
        {
            if (outlook.WithoutOrder[i] <= threshold)
                return string.Create(CultureInfo.InvariantCulture, $"not above {shown} any more after {Days(outlook.Days[i])} without an order; then {AgentAction.SendMessage.WireName()}");
        }

        return $"above {shown} for {Days(outlook.Days[^1])} even without an order";
    }

    private static string WhenNotAbove(ScoreOutlook outlook, double threshold, string shown)
    {
        var within = -1;
        while (within + 1 < outlook.Days.Count && outlook.WithOrder[within + 1] > threshold)
            within++;
        if (within >= 0)
            return $"above {shown} with one more order {(within == 0 ? "today" : $"within {Days(outlook.Days[within])}")}";
        for (var i = 1; i < outlook.Days.Count; i++)
        {
            if (outlook.WithoutOrder[i] > threshold)
                return $"above {shown} in {Days(outlook.Days[i])} by itself";
        }

        var most = outlook.WithOrder.Max();
        return string.Create(CultureInfo.InvariantCulture, $"not above {shown} even with one more order, which would bring {Math.Round(most, 2, MidpointRounding.ToZero):0.00} at most");
    }

    private static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");
}
