using System.Globalization;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>
/// Takes the recommended action where the engagement score is greater than <see cref="AgentOptions.EngagementThreshold"/>, else sends a message.
/// The score is compared as predicted, before it is rounded.
/// </summary>
public sealed class ThresholdPolicy : IDecisionPolicy
{
    /// <inheritdoc/>
    public string Name => "threshold";

    /// <inheritdoc/>
    public PolicyChoice Choose(User user, Prediction prediction, AgentOptions options)
    {
        var score = prediction.EngagementScore.Value;
        var isAbove = score > options.EngagementThreshold;
        var action = isAbove ? prediction.RecommendedAction : AgentAction.SendMessage;
        var relation = isAbove ? "is above" : "is not above";
        var rounded = prediction.EngagementScore.Rounded().Value;
        // 0.704 is above 0.70, but "0.70 is above the threshold 0.70" would puzzle: then the score is written in full.
        var shown = (rounded > options.EngagementThreshold) == isAbove ? Written(rounded) : score.ToString("R", CultureInfo.InvariantCulture);
        return new PolicyChoice(action, Propensity: 1, $"{shown} {relation} the threshold {Written(options.EngagementThreshold)}: {action.WireName()}");
    }

    private static string Written(double value) => value.ToString("0.00#############", CultureInfo.InvariantCulture);
}
