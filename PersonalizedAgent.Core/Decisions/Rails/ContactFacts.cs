using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions.Rails;

/// <summary>What guard rails must know of earlier contacts. All that they look at, so that with it a verdict can be made again.</summary>
/// <param name="HasOptedOut">Whether the user does not want to be contacted.</param>
/// <param name="Contacts">How often the user was contacted in the last <see cref="RailOptions.ContactDays"/>.</param>
/// <param name="LastDiscount">When the user was last offered a discount; <see langword="null"/> for never.</param>
/// <param name="LastProduct">When the user was last recommended a product; <see langword="null"/> for never.</param>
/// <param name="LastMessage">When the user was last sent a message; <see langword="null"/> for never.</param>
/// <param name="DiscountsToday">How many discounts were offered today, to all users together.</param>
public sealed record ContactFacts(
    bool HasOptedOut = false,
    int Contacts = 0,
    DateTimeOffset? LastDiscount = null,
    DateTimeOffset? LastProduct = null,
    DateTimeOffset? LastMessage = null,
    int DiscountsToday = 0)
{
    /// <summary>Of a user who was never contacted, on a day without discounts.</summary>
    public static ContactFacts None { get; } = new();

    /// <summary>When an action was last taken for the user; <see langword="null"/> for never.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is not one of the three.</exception>
    public DateTimeOffset? LastOf(AgentAction action) => action switch
    {
        AgentAction.OfferDiscount => LastDiscount,
        AgentAction.RecommendProduct => LastProduct,
        AgentAction.SendMessage => LastMessage,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    /// <summary>Gathers the facts of a user from the contacts. What is later than the decision is not looked at.</summary>
    /// <param name="contacts">The user's contacts, in any order.</param>
    /// <param name="hasOptedOut">Whether the user does not want to be contacted.</param>
    /// <param name="discountsToday">How many discounts were offered today, to all users together.</param>
    /// <param name="contactDays">In which time contacts are counted: less than so many days of 24 hours ago.</param>
    /// <param name="at">When the choice is made.</param>
    public static ContactFacts Of(IEnumerable<(DateTimeOffset At, AgentAction Action)> contacts, bool hasOptedOut, int discountsToday, int contactDays, DateTimeOffset at)
    {
        var (count, last) = (0, new DateTimeOffset?[AgentActions.All.Count]);
        foreach (var (time, action) in contacts)
        {
            if (time > at)
                continue;
            count += at - time < TimeSpan.FromDays(contactDays) ? 1 : 0;
            if (last[(int)action] is not { } other || time > other)
                last[(int)action] = time;
        }

        return new ContactFacts(hasOptedOut, count, last[(int)AgentAction.OfferDiscount], last[(int)AgentAction.RecommendProduct], last[(int)AgentAction.SendMessage], discountsToday);
    }
}
