using System.ComponentModel.DataAnnotations;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Core.Decisions.Policies;
using PersonalizedAgent.Core.Decisions.Rails;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>Settings of the agent, section <c>Agent</c>.</summary>
public sealed class AgentOptions : IValidatableObject
{
    /// <summary>The name of the section in configuration.</summary>
    public const string SectionName = "Agent";

    /// <summary>The engagement score that must be exceeded for the recommended action to be taken.</summary>
    /// <value>Unitless, 0 to 1 inclusive; 0.7 by default.</value>
    [Range(0.0, 1.0, ErrorMessage = "Agent:EngagementThreshold must lie between 0 and 1.")]
    public double EngagementThreshold { get; set; } = 0.7;

    /// <summary>What must not be done whatever a policy says, section <c>Agent:Rails</c>.</summary>
    public RailOptions Rails { get; set; } = new();

    /// <summary>What responses are worth and contacts cost, section <c>Agent:Values</c>.</summary>
    public ActionValues Values { get; set; } = new();

    /// <summary>Settings of the learning policy, section <c>Agent:Learning</c>.</summary>
    public LearningOptions Learning { get; set; } = new();

    /// <summary>Checks the nested sections, which data annotations alone do not look into.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        object[] sections = [Rails, Rails.CoolDownDays, Values, Learning];
        var results = new List<ValidationResult>();
        foreach (var section in sections)
            Validator.TryValidateObject(section, new ValidationContext(section), results, validateAllProperties: true);
        return results;
    }
}
