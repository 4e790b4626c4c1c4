using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Web.Components.Controls;

/// <summary>Each action has one colour and one icon, everywhere.</summary>
internal static class ActionStyle
{
    /// <summary>The class that sets the action's colours; no action at all has one too.</summary>
    public static string Class(AgentAction? action) => action switch
    {
        AgentAction.OfferDiscount => "is-discount",
        AgentAction.RecommendProduct => "is-product",
        AgentAction.SendMessage => "is-message",
        null => "is-none",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    /// <summary>The action's icon, by its name in Material Symbols.</summary>
    public static string Icon(AgentAction? action) => action switch
    {
        AgentAction.OfferDiscount => "percent",
        AgentAction.RecommendProduct => "shopping_bag",
        AgentAction.SendMessage => "mail",
        null => "block",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };
}
