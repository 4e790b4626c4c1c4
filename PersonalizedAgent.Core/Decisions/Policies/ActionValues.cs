using System.ComponentModel.DataAnnotations;
using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions.Policies;

/// <summary>
/// What responses are worth and contacts cost, section <c>Agent:Values</c>, such as <c>Agent:Values:OfferDiscount:Value</c>. The defaults stand for an order
/// of 40 with a margin of 30 %: 12. A discount of a tenth takes 4 of them, and its code costs more to issue. They are assumptions; put your own figures in.
/// </summary>
public sealed class ActionValues : IValidatableObject
{
    private const double Most = 1_000_000;

    /// <summary>A discount.</summary>
    /// <value>8 a response and 0.20 a contact by default.</value>
    public ActionValue OfferDiscount { get; set; } = new() { Value = 8, Cost = 0.2 };

    /// <summary>A recommendation of a product.</summary>
    /// <value>12 a response and 0.10 a contact by default.</value>
    public ActionValue RecommendProduct { get; set; } = new() { Value = 12, Cost = 0.1 };

    /// <summary>A message.</summary>
    /// <value>12 a response and 0.10 a contact by default.</value>
    public ActionValue SendMessage { get; set; } = new() { Value = 12, Cost = 0.1 };

    /// <summary>Those of an action.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="action"/> is not one of the three.</exception>
    public ActionValue Of(AgentAction action) => action switch
    {
        AgentAction.OfferDiscount => OfferDiscount,
        AgentAction.RecommendProduct => RecommendProduct,
        AgentAction.SendMessage => SendMessage,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an action."),
    };

    internal ActionValues Copy() => new() { OfferDiscount = OfferDiscount.Copy(), RecommendProduct = RecommendProduct.Copy(), SendMessage = SendMessage.Copy() };

    /// <summary>Checks all figures and names the setting of each that is out of range.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var action in AgentActions.All)
        {
            var of = Of(action);
            foreach (var (name, figure) in new[] { (nameof(ActionValue.Value), of.Value), (nameof(ActionValue.Cost), of.Cost) })
            {
                if (figure is not (>= 0 and <= Most))
                    yield return new ValidationResult($"Agent:Values:{action}:{name} must lie between 0 and {Most:0}.", [action.ToString()]);
            }
        }
    }
}
