using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo.Local.Features;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>
/// Which action to take where no past contacts tell what users respond to. Rules, not predictions; the first that holds counts, and a prediction names it.
/// </summary>
internal static class ActionRules
{
    /// <summary>Whoever bought so lately is thanked.</summary>
    public const int JustBoughtDays = 7;

    /// <summary>Whoever has been away so long, and twice as long as usual, is lured back.</summary>
    public const int LapsedDays = 60;

    /// <summary>Away so many times as long as usual is overdue.</summary>
    public const double LapsedGaps = 2;

    /// <summary>Chooses.</summary>
    /// <param name="purchases">How many purchases there were, or <see langword="null"/> where that is unknown.</param>
    /// <param name="daysSince">Days since the last one, or since the user was last active; <see langword="null"/> where that is unknown.</param>
    /// <param name="gapDays">The user's own days between two purchases, where there are two.</param>
    /// <returns>The action, and the rule in words.</returns>
    public static (AgentAction Action, string Rule) Choose(int? purchases, int? daysSince, double? gapDays)
    {
        if (purchases is null or 0)
            return (AgentAction.OfferDiscount, "rule “first purchase”: nothing bought yet, so a discount");
        if (daysSince is not { } days)
            return (AgentAction.SendMessage, "rule “unknown”: not known when the user was last here, so a message");
        if (days <= JustBoughtDays)
            return (AgentAction.SendMessage, string.Create(CultureInfo.InvariantCulture, $"rule “just here”: {Numbers.Days(days)} ago, at most {JustBoughtDays}, so a message"));
        return days > Math.Max(LapsedDays, LapsedGaps * (gapDays ?? 0))
            ? (AgentAction.OfferDiscount, string.Create(CultureInfo.InvariantCulture, $"rule “lapsed”: away for {Numbers.Days(days)}, more than {LapsedDays} and twice the usual, so a discount"))
            : (AgentAction.RecommendProduct, string.Create(CultureInfo.InvariantCulture, $"rule “regular”: last here {Numbers.Days(days)} ago, so a product"));
    }
}
