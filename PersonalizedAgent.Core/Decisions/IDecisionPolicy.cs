namespace PersonalizedAgent.Core.Decisions;

/// <summary>The seam at which an action is chosen. Pure: equal arguments give equal choices, and nothing is changed by choosing.</summary>
public interface IDecisionPolicy
{
    /// <summary>The policy's name in the log, such as <c>threshold</c>.</summary>
    string Name { get; }

    /// <summary>Method and state: policies of equal name and version choose equally. Another version for each change of what is chosen.</summary>
    string Version { get; }

    /// <summary>Chooses one of the allowed actions.</summary>
    /// <param name="input">All that may be looked at.</param>
    /// <returns>The action, its probability and the reason, with a candidate for each allowed action.</returns>
    PolicyChoice Choose(PolicyInput input);
}
