using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions.Rails;

/// <summary>Gathers what guard rails must know: from the contacts of the data, and from what was decided since.</summary>
public static class PastContacts
{
    /// <summary>The longest time that a rail looks back.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>The facts of a user. Only what a rail that is set looks at is gathered; decisions that are made at the same moment do not see each other.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="userId">The user.</param>
    /// <param name="log">What was decided, and who opted out.</param>
    /// <param name="options">The rails.</param>
    /// <param name="asOf">The data's own time: how long ago its contacts are is counted from here.</param>
    /// <param name="now">The clock's time, in the zone whose midnight begins a day.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async ValueTask<ContactFacts> FactsOfAsync(
        Dataset dataset, UserId userId, IDecisionLog log, RailOptions options, DateTimeOffset asOf, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hasOptedOut = log.HasOptedOut(dataset.Name, userId);
        var looksAtContacts = options.MaxContacts is not null || AgentActions.All.Any(action => options.CoolDownDays.Of(action) > 0);
        if (!looksAtContacts && options.DiscountsPerDay is null)
            return hasOptedOut ? ContactFacts.None with { HasOptedOut = true } : ContactFacts.None;

        IEnumerable<(DateTimeOffset At, AgentAction Action)> contacts = looksAtContacts
            ? [.. OfData(dataset, userId, asOf, now), .. await log.ContactsOfAsync(dataset.Version, userId, now - Longest, cancellationToken).ConfigureAwait(false)]
            : [];
        var midnight = new DateTimeOffset(now.Date, now.Offset);
        var discounts = options.DiscountsPerDay is null ? 0 : await log.CountAsync(dataset.Version, AgentAction.OfferDiscount, midnight, cancellationToken).ConfigureAwait(false);
        return ContactFacts.Of(contacts, hasOptedOut, discounts, options.ContactDays, now);
    }

    /// <summary>The data's contacts, as if its own time were that of the clock.</summary>
    private static IEnumerable<(DateTimeOffset At, AgentAction Action)> OfData(Dataset dataset, UserId userId, DateTimeOffset asOf, DateTimeOffset now)
    {
        if (dataset.Users.RowOf(userId) is not { } row)
            yield break;
        var (start, length) = dataset.Contacts.RangeOf(row).GetOffsetAndLength(dataset.Contacts.Count);
        for (var place = start; place < start + length; place++)
        {
            var ago = asOf.DateTime - Moments.ToDateTime(dataset.Contacts.Times[place]);
            if (ago >= TimeSpan.Zero && ago < Longest)
                yield return (now - ago, (AgentAction)dataset.Contacts.ActionCodes[place]);
        }
    }
}
