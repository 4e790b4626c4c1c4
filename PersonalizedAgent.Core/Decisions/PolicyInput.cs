using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>All that a policy may look at.</summary>
/// <param name="User">A valid user.</param>
/// <param name="Prediction">What is predicted of that user.</param>
/// <param name="Allowed">The actions that no guard rail removed, in the order of <see cref="AgentActions.All"/>; at least one.</param>
/// <param name="Options">The settings in force.</param>
/// <param name="At">The time as of which the choice is made: that of the data, as the prediction's.</param>
/// <param name="Draw">The random draw, at least 0 and less than 1; a policy that takes no chances does not look at it.</param>
public sealed record PolicyInput(User User, Prediction Prediction, IReadOnlyList<AgentAction> Allowed, AgentOptions Options, DateTimeOffset At, double Draw = 0)
{
    /// <summary>A choice among all actions.</summary>
    public static PolicyInput Of(User user, Prediction prediction, AgentOptions options) => new(user, prediction, AgentActions.All, options, prediction.AsOf);

    /// <summary>The probability that the user responds to an action, as predicted; <see langword="null"/> where the backend does not say.</summary>
    public double? ResponseTo(AgentAction action)
    {
        foreach (var score in Prediction.ActionScores)
        {
            if (score.Action == action)
                return score.Probability.Value;
        }

        return null;
    }
}
