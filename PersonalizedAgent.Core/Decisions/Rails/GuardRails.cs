using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;

namespace PersonalizedAgent.Core.Decisions.Rails;

/// <summary>Removes what must not be done, before a policy chooses. Pure: equal arguments give equal verdicts.</summary>
public static class GuardRails
{
    /// <summary>Applies all rails that are set. An action goes where any of them says so; all that say so are named.</summary>
    /// <param name="score">The engagement score, as predicted, before it is rounded.</param>
    /// <param name="facts">What is known of earlier contacts.</param>
    /// <param name="options">The settings in force.</param>
    /// <param name="at">When the choice is made; quiet hours are in the time zone of its UTC offset.</param>
    public static RailVerdict Apply(Score score, ContactFacts facts, RailOptions options, DateTimeOffset at)
    {
        var removed = new List<RemovedAction>();
        foreach (var action in AgentActions.All)
        {
            var reasons = Against(action, score.Value, facts, options, at).ToList();
            if (reasons.Count > 0)
                removed.Add(new RemovedAction(action, string.Join(", ", reasons)));
        }

        var noContact = AgainstContact(facts, options, at).ToList();
        return noContact.Count > 0
            ? new RailVerdict([], removed, string.Join(", ", noContact))
            : new RailVerdict([.. AgentActions.All.Where(action => removed.All(other => other.Action != action))], removed, null);
    }

    private static IEnumerable<string> AgainstContact(ContactFacts facts, RailOptions options, DateTimeOffset at)
    {
        if (facts.HasOptedOut)
            yield return "opted out";
        if (options is { QuietFrom: { } from, QuietTo: { } to } && TimeOnly.FromTimeSpan(at.TimeOfDay) is var time && IsBetween(time, from, to))
            yield return Invariant($"quiet hours {from:HH:mm} to {to:HH:mm}: {time:HH:mm}");
        if (options.MaxContacts is { } most && facts.Contacts >= most)
            yield return Invariant($"at most {Counted(most, "contact")} in {Counted(options.ContactDays, "day")}: {facts.Contacts}");
    }

    private static IEnumerable<string> Against(AgentAction action, double score, ContactFacts facts, RailOptions options, DateTimeOffset at)
    {
        if (action == AgentAction.OfferDiscount)
        {
            if (options.MaxDiscountScore is { } highest && score > highest)
                yield return Invariant($"discount not above a score of {Written(highest)}: {Shown(score, highest)}");
            if (options.DiscountsPerDay is { } budget && facts.DiscountsToday >= budget)
                yield return Invariant($"at most {Counted(budget, "discount")} a day: {facts.DiscountsToday}");
        }

        if (options.CoolDownDays.Of(action) is > 0 and var days && facts.LastOf(action) is { } last && at - last < TimeSpan.FromDays(days))
        {
            // A tenth of a day, cut off: one second short of seven days must not read as seven. A clock put back counts as just now.
            var ago = Math.Floor(Math.Max((at - last).TotalDays, 0) * 10) / 10;
            yield return Invariant($"not twice in {Counted(days, "day")}: last {ago:0.0} days ago");
        }
    }

    /// <summary>The first time is in quiet hours, the last is not. Hours from a later to an earlier time pass midnight.</summary>
    private static bool IsBetween(TimeOnly time, TimeOnly from, TimeOnly to) => from <= to ? from <= time && time < to : from <= time || time < to;

    /// <summary>To two places; in full where that would not show it above the bound.</summary>
    private static string Shown(double score, double bound) => Math.Round(score, 2, MidpointRounding.ToEven) is var rounded && rounded > bound
        ? Written(rounded)
        : score.ToString("R", CultureInfo.InvariantCulture);

    private static string Written(double value) => value.ToString("0.00#############", CultureInfo.InvariantCulture);

    private static string Counted(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
