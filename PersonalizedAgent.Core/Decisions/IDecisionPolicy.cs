using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>The seam at which an action is chosen. Pure: equal arguments give equal choices, and nothing is changed by choosing.</summary>
public interface IDecisionPolicy
{
    /// <summary>The policy's name in the log, such as <c>threshold</c>.</summary>
    string Name { get; }

    /// <summary>Chooses an action for a user.</summary>
    /// <param name="user">A valid user.</param>
    /// <param name="prediction">What is predicted of that user.</param>
    /// <param name="options">The settings in force.</param>
    /// <returns>The action, its probability and the reason.</returns>
    PolicyChoice Choose(User user, Prediction prediction, AgentOptions options);
}
