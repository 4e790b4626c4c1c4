using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>What was chosen, and why.</summary>
/// <param name="Action">The action chosen; <see langword="null"/> where contact itself is not allowed, which no policy chooses, but guard rails do.</param>
/// <param name="Propensity">The probability with which this action was to be taken, in (0, 1]; 1 where there was no chance in it.</param>
/// <param name="Reason">Why, in a sentence for people, such as <c>0.82 is above the threshold 0.70: recommend_product</c>.</param>
public sealed record PolicyChoice(AgentAction? Action, double Propensity, string Reason)
{
    /// <summary>The name on the wire of no action at all.</summary>
    public const string NoAction = "none";

    /// <summary>The actions that were weighed, in the order of <see cref="AgentActions.All"/>.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];

    /// <summary>The action's name on the wire; <c>none</c> where there is none.</summary>
    [JsonIgnore]
    public string ActionName => Action?.WireName() ?? NoAction;
}
