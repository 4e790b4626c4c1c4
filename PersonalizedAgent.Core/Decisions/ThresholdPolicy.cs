using System.Globalization;
using PersonalizedAgent.Core.Actions;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>
/// Takes the recommended action where the engagement score is greater than <see cref="AgentOptions.EngagementThreshold"/>, else sends a message.
/// The score is compared as predicted, before it is rounded. Where that action is not allowed, a message is sent; where that is not allowed either,
/// the allowed action with the greatest probability of a response is taken, among equals the first of <see cref="AgentActions.All"/>.
/// </summary>
public sealed class ThresholdPolicy : IDecisionPolicy
{
    /// <inheritdoc/>
    public string Name => "threshold";

    /// <inheritdoc/>
    public string Version => "threshold-1";

    /// <inheritdoc/>
    public PolicyChoice Choose(PolicyInput input)
    {
        var (prediction, options) = (input.Prediction, input.Options);
        var score = prediction.EngagementScore.Value;
        var isAbove = score > options.EngagementThreshold;
        var wanted = isAbove ? prediction.RecommendedAction : AgentAction.SendMessage;
        var action = input.Allowed.Contains(wanted) ? wanted
            : input.Allowed.Contains(AgentAction.SendMessage) ? AgentAction.SendMessage
            : input.Allowed.MaxBy(allowed => input.ResponseTo(allowed) ?? 0);
        var instead = action == wanted ? "" : $" instead of {wanted.WireName()}, which is not allowed";
        var relation = isAbove ? "is above" : "is not above";
        var rounded = prediction.EngagementScore.Rounded().Value;
        // 0.704 is above 0.70, but "0.70 is above the threshold 0.70" would puzzle: then the score is written in full.
        var shown = (rounded > options.EngagementThreshold) == isAbove ? Written(rounded) : score.ToString("R", CultureInfo.InvariantCulture);
        return new PolicyChoice(action, Propensity: 1, $"{shown} {relation} the threshold {Written(options.EngagementThreshold)}: {action.WireName()}{instead}")
        {
            Candidates = [.. input.Allowed.Select(allowed => new Candidate(allowed, allowed == action ? 1 : 0, input.ResponseTo(allowed)))],
        };
    }

    private static string Written(double value) => value.ToString("0.00#############", CultureInfo.InvariantCulture);
}
