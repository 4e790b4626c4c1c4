using PersonalizedAgent.Core.Kumo.Context;

namespace PersonalizedAgent.Core.Kumo.Local.Features;

/// <summary>How long ago the last purchase was: the logarithm of the days, and where asked for also in steps.</summary>
/// <param name="withSteps">Whether steps are told too (up to a week, a month, a quarter, longer, never): what a user responds to changes with them.</param>
internal sealed class RecencyBlock(bool withSteps) : FeatureBlock
{
    private static readonly int[] StepDays = [7, 30, 90];

    public override string Name => "recency";

    public override int Width => withSteps ? 5 : 1;

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        if (summary.Purchases > 0)
            values[0] = Numbers.Log1p(summary.Recency);
        if (!withSteps)
            return;
        if (summary.Purchases == 0)
        {
            values[4] = 1;
            return;
        }

        for (var i = 0; i < StepDays.Length; i++)
        {
            if (summary.Recency <= StepDays[i])
            {
                values[1 + i] = 1;
                break;
            }
        }
    }

    public override string Describe(in UserPast past, in PastSummary summary) => summary.Purchases == 0 ? "has not bought yet" : summary.Recency switch
    {
        <= 0 => "bought today",
        1 => "bought yesterday",
        var days => $"bought {Numbers.Text(days)} days ago",
    };
}

/// <summary>On how many days the user bought.</summary>
internal sealed class FrequencyBlock : FeatureBlock
{
    public override string Name => "frequency";

    public override int Width => 2;

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        values[0] = Numbers.Log1p(summary.Purchases);
        values[1] = summary.Purchases > 1 ? 1 : 0;
    }

    public override string Describe(in UserPast past, in PastSummary summary) => summary.Purchases switch
    {
        0 => "no purchase so far",
        1 => "one purchase so far",
        var count => $"{Numbers.Text(count)} purchases so far",
    };
}

/// <summary>What the user paid, in all and for a purchase.</summary>
internal sealed class AmountBlock : FeatureBlock
{
    public override string Name => "amount";

    public override int Width => 2;

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        values[0] = Numbers.Log1p(summary.Amount);
        values[1] = Numbers.Log1p(summary.MeanAmount);
    }

    public override string Describe(in UserPast past, in PastSummary summary) =>
        summary.Purchases == 0 ? "nothing spent yet" : $"spent {Numbers.Money(summary.Amount)} in all, {Numbers.Money(summary.MeanAmount)} a purchase";
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

/// <summary>How much the user bought lately.</summary>
internal sealed class WindowBlock : FeatureBlock
{
    public override string Name => "lately";

    public override int Width => 2;

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        values[0] = Numbers.Log1p(summary.In30Days);
        values[1] = Numbers.Log1p(summary.In90Days);
    }

    public override string Describe(in UserPast past, in PastSummary summary) =>
        $"{Numbers.Count(summary.In30Days, "purchase")} in the last 30 days, {Numbers.Text(summary.In90Days)} in 90";
}

/// <summary>Whether the next purchase is due: days since the last one against the user's own days between two.</summary>
internal sealed class RhythmBlock : FeatureBlock
{
    private const double Farthest = 4;

    public override string Name => "rhythm";

    public override int Width => 1;

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values)
    {
        if (summary.Purchases > 1)
            values[0] = (float)Math.Clamp(Math.Log(1.0 + summary.Recency) - Math.Log(1 + summary.Gap), -Farthest, Farthest);
    }

    public override string Describe(in UserPast past, in PastSummary summary) => summary.Purchases < 2
        ? "no rhythm of purchases yet"
        : $"buys every {Numbers.Days(Math.Max((int)Math.Round(summary.Gap, MidpointRounding.AwayFromZero), 1), "")}, the last time {Numbers.Days(summary.Recency)} ago";
}

/// <summary>Whether the user buys more or less than before: the last 30 days against the 30 before.</summary>
internal sealed class TrendBlock : FeatureBlock
{
    public override string Name => "trend";

    public override int Width => 1;

    public override void Fill(in UserPast past, in PastSummary summary, Span<float> values) =>
        values[0] = Numbers.Log1p(summary.In30Days) - Numbers.Log1p(summary.In30DaysBefore);

    public override string Describe(in UserPast past, in PastSummary summary) => (summary.In30Days - summary.In30DaysBefore) switch
    {
        > 0 => $"buys more than before ({summary.In30Days} in 30 days, {summary.In30DaysBefore} in the 30 before)",
        < 0 => $"buys less than before ({summary.In30Days} in 30 days, {summary.In30DaysBefore} in the 30 before)",
        _ => "buys as much as before",
    };
}
