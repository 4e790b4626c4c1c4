namespace PersonalizedAgent.Core.Actions;

/// <summary>The actions and how they are spelled for programs and for people.</summary>
public static class AgentActions
{
    /// <summary>All three, in the order in which they are declared.</summary>
    public static IReadOnlyList<AgentAction> All { get; } = Enum.GetValues<AgentAction>();

    /// <summary>The spelling on the wire and in files, such as <c>offer_discount</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is not one of the three.</exception>
    public static string WireName(this AgentAction action) => action switch
    {
        AgentAction.OfferDiscount => "offer_discount",
        AgentAction.RecommendProduct => "recommend_product",
        AgentAction.SendMessage => "send_message",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    /// <summary>The words on a page, such as <c>Offer discount</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is not one of the three.</exception>
    public static string DisplayName(this AgentAction action) => action switch
    {
        AgentAction.OfferDiscount => "Offer discount",
        AgentAction.RecommendProduct => "Recommend product",
        AgentAction.SendMessage => "Send message",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };
}
