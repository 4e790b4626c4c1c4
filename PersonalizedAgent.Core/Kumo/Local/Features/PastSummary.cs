using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>What one pass over a user's orders tells. Lines of one day are one purchase: a basket is bought once, however many lines it has.</summary>
internal readonly struct PastSummary
{
    /// <summary>The anchor's day, counted from the start of 2000.</summary>
    public int AnchorDay { get; private init; }

    /// <summary>On how many days the user bought.</summary>
    public int Purchases { get; private init; }

    /// <summary>The day of the first purchase; only where there is one.</summary>
    public int FirstDay { get; private init; }

    /// <summary>The day of the last purchase; only where there is one.</summary>
    public int LastDay { get; private init; }

    /// <summary>Purchases in the last 30 days, the anchor's day being the last.</summary>
    public int In30Days { get; private init; }

    /// <summary>Purchases in the 30 days before those.</summary>
    public int In30DaysBefore { get; private init; }

    /// <summary>Purchases in the last 90 days.</summary>
    public int In90Days { get; private init; }

    /// <summary>What was paid in all, 0 where nothing is known.</summary>
    public double Amount { get; private init; }

    /// <summary>Days since the last purchase.</summary>
    public int Recency => AnchorDay - LastDay;

    /// <summary>Days since the first purchase.</summary>
    public int Tenure => AnchorDay - FirstDay;

    /// <summary>What was paid for a purchase on average.</summary>
    public double MeanAmount => Purchases > 0 ? Amount / Purchases : 0;

    /// <summary>Days between two purchases on average; only where there are two.</summary>
    public double Gap => (LastDay - FirstDay) / (double)(Purchases - 1);

    /// <summary>Looks at all that is known of a user.</summary>
    public static PastSummary Of(in UserPast past)
    {
        var anchorDay = DayOf(past.Anchor);
        var times = past.OrderTimes;
        if (times.IsEmpty)
            return new PastSummary { AnchorDay = anchorDay };

        var (purchases, in30, in30Before, in90, day) = (0, 0, 0, 0, int.MinValue);
        foreach (var time in times)
        {
            var dayOfTime = DayOf(time);
            if (dayOfTime == day)
                continue;
            day = dayOfTime;
            purchases++;
            var ago = anchorDay - day;
            in30 += ago < 30 ? 1 : 0;
            in30Before += ago is >= 30 and < 60 ? 1 : 0;
            in90 += ago < 90 ? 1 : 0;
        }

        return new PastSummary
        {
            AnchorDay = anchorDay,
            Purchases = purchases,
            FirstDay = DayOf(times[0]),
            LastDay = day,
            In30Days = in30,
            In30DaysBefore = in30Before,
            In90Days = in90,
            Amount = Sum(past.Amounts),
        };
    }

    /// <summary>The day of a moment, counted from the start of 2000.</summary>
    public static int DayOf(int moment) => moment >= 0 ? moment / Moments.SecondsPerDay : -((-1 - moment) / Moments.SecondsPerDay) - 1;

    /// <summary>The sum of what is known; given back more than bought counts as nothing.</summary>
    private static double Sum(ReadOnlySpan<double> amounts)
    {
        var sum = 0.0;
        foreach (var amount in amounts)
            sum += double.IsNaN(amount) ? 0 : amount;
        return Math.Clamp(sum, 0, double.MaxValue);
    }
}
