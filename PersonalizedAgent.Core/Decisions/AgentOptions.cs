using System.ComponentModel.DataAnnotations;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>Settings of the agent, section <c>Agent</c>.</summary>
public sealed class AgentOptions
{
    /// <summary>The name of the section in configuration.</summary>
    public const string SectionName = "Agent";

    /// <summary>The engagement score that must be exceeded for the recommended action to be taken.</summary>
    /// <value>Unitless, 0 to 1 inclusive; 0.7 by default.</value>
    [Range(0.0, 1.0, ErrorMessage = "Agent:EngagementThreshold must lie between 0 and 1.")]
    public double EngagementThreshold { get; set; } = 0.7;
}
