namespace PersonalizedAgent.Core.Actions;

/// <summary>What the agent can do next for a user.</summary>
public enum AgentAction
{
    /// <summary>Offer a price reduction; <c>offer_discount</c> on the wire.</summary>
    OfferDiscount,

    /// <summary>Point out a product; <c>recommend_product</c> on the wire.</summary>
    RecommendProduct,

    /// <summary>Send a message without an offer; <c>send_message</c> on the wire.</summary>
    SendMessage,
}
