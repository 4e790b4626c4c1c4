using System.ComponentModel.DataAnnotations;
using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions.Rails;

/// <summary>How long an action is not repeated for a user, section <c>Agent:Rails:CoolDownDays</c>. In days of 24 hours, 0 to 365; 0, the default, for no such rail.</summary>
public sealed class CoolDownOptions
{
    /// <summary>Days between two discounts.</summary>
    [Range(0, 365, ErrorMessage = "Agent:Rails:CoolDownDays:OfferDiscount must lie between 0 and 365.")]
    public int OfferDiscount { get; set; }

    /// <summary>Days between two recommendations of a product.</summary>
    [Range(0, 365, ErrorMessage = "Agent:Rails:CoolDownDays:RecommendProduct must lie between 0 and 365.")]
    public int RecommendProduct { get; set; }

    /// <summary>Days between two messages.</summary>
    [Range(0, 365, ErrorMessage = "Agent:Rails:CoolDownDays:SendMessage must lie between 0 and 365.")]
    public int SendMessage { get; set; }

    internal CoolDownOptions Copy() => (CoolDownOptions)MemberwiseClone();

    /// <summary>Those of an action.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is not one of the three.</exception>
    public int Of(AgentAction action) => action switch
    {
        AgentAction.OfferDiscount => OfferDiscount,
        AgentAction.RecommendProduct => RecommendProduct,
        AgentAction.SendMessage => SendMessage,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };
}
