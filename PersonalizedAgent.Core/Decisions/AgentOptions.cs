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

    /// <summary>The seed of the draws by which policies take chances; the same seed and the same questions give the same decisions.</summary>
    /// <value><see langword="null"/> by default: another one in each run.</value>
    public long? Seed { get; set; }

    /// <summary>How long a reward may come after its decision; where none came by then, 0 counts.</summary>
    /// <value>One second to a year; seven days by default.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00", ErrorMessage = "Agent:RewardWindow must lie between 00:00:01 and 365.00:00:00.")]
    public TimeSpan RewardWindow { get; set; } = TimeSpan.FromDays(7);
}
