using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>
/// How long ago the last purchase was: the logarithm of the days, whether the next one is due by the user's own rhythm, and where asked for also steps.
/// </summary>
/// <param name="withSteps">Whether steps are told too (up to a week, a month, a quarter, longer, never): what a user responds to changes with them.</param>
internal sealed class RecencyBlock(bool withSteps) : FeatureBlock
{
    private const double FarthestFromRhythm = 4;

    private static readonly int[] StepDays = [7, 30, 90];

    public override string Name => "recency";

    public override int Width => withSteps ? 7 : 3;

    public override ReadOnlySpan<sbyte> Signs => withSteps ? new sbyte[Width] : [-1, -1, 1];

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        if (summary.Purchases > 0)
            values[0] = Numbers.Log1p(summary.Recency);
        if (summary.Purchases > 1)
        {
            values[1] = (float)Math.Clamp(Math.Log(1.0 + summary.Recency) - Math.Log(1 + summary.Gap), -FarthestFromRhythm, FarthestFromRhythm);
            values[2] = 1;
        }

        if (withSteps)
            FillStep(summary, values[3..]);
    }

    public override string Describe(in UserPast past, in PastSummary summary)
    {
        if (summary.Purchases == 0)
            return "has not bought yet";
        var last = summary.Recency switch
        {
            <= 0 => "bought today",
            1 => "bought yesterday",
            var days => $"bought {Numbers.Text(days)} days ago",
        };
        return summary.Purchases == 1 ? last : $"{last}, every {Numbers.Days(Math.Max((int)Math.Round(summary.Gap, MidpointRounding.AwayFromZero), 1), "")} so far";
    }

    private static void FillStep(in PastSummary summary, Span<float> values)
    {
        if (summary.Purchases == 0)
        {
            values[3] = 1;
            return;
        }

        for (var i = 0; i < StepDays.Length; i++)
        {
            if (summary.Recency <= StepDays[i])
            {
                values[i] = 1;
                return;
            }
        }
    }
}

/// <summary>How much the user bought: on how many days, and where orders say so for how much.</summary>
internal sealed class VolumeBlock(bool hasAmounts) : FeatureBlock
{
    public override string Name => "volume";

    public override int Width => hasAmounts ? 3 : 1;

    public override ReadOnlySpan<sbyte> Signs => hasAmounts ? [1, 1, 0] : [1];

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        values[0] = Numbers.Log1p(summary.Purchases);
        if (!hasAmounts)
            return;
        values[1] = Numbers.Log1p(summary.Amount);
        values[2] = Numbers.Log1p(summary.MeanAmount);
    }

    public override string Describe(in UserPast past, in PastSummary summary)
    {
        var count = $"{Numbers.Count(summary.Purchases, "purchase")} so far";
        return hasAmounts && summary.Purchases > 0 ? $"{count}, {Numbers.Money(summary.MeanAmount)} each" : count;
    }
}

/// <summary>How long ago the first purchase was.</summary>
internal sealed class TenureBlock : FeatureBlock
{
    public override string Name => "tenure";

    public override int Width => 1;

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        if (summary.Purchases > 0)
            values[0] = Numbers.Log1p(summary.Tenure);
    }

    public override string Describe(in UserPast past, in PastSummary summary) =>
        summary.Purchases == 0 ? "no customer yet" : $"first bought {Numbers.Days(summary.Tenure)} ago";
}

/// <summary>How much the user bought lately: in 30 days, in 90, and in 30 against the 30 before.</summary>
internal sealed class LatelyBlock : FeatureBlock
{
    public override string Name => "lately";

    public override int Width => 3;

    public override ReadOnlySpan<sbyte> Signs => [1, 1, 1];

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        values[0] = Numbers.Log1p(summary.In30Days);
        values[1] = Numbers.Log1p(summary.In90Days);
        values[2] = Numbers.Log1p(summary.In30Days) - Numbers.Log1p(summary.In30DaysBefore);
    }

    public override string Describe(in UserPast past, in PastSummary summary) =>
        $"{Numbers.Count(summary.In30Days, "purchase")} in 30 days, {Numbers.Text(summary.In90Days)} in 90";
}
