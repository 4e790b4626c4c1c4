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

    /// <summary>The policy that decides at first; another one can be chosen on the page.</summary>
    /// <value><see cref="PolicyKind.Threshold"/> by default.</value>
    public PolicyKind Policy { get; set; } = PolicyKind.Threshold;

    /// <summary>Whether the learning policy is asked too where another one decides, so that it is known what it would have done. It learns in any case.</summary>
    /// <value><see langword="false"/> by default: to ask it takes its time.</value>
    public bool Apprentice { get; set; }

    /// <summary>The seed of the draws by which policies take chances; the same seed and the same questions give the same decisions.</summary>
    /// <value><see langword="null"/> by default: another one in each run.</value>
    public long? Seed { get; set; }

    /// <summary>How long a reward may come after its decision; where none came by then, 0 counts.</summary>
    /// <value>One second to a year; seven days by default.</value>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00", ErrorMessage = "Agent:RewardWindow must lie between 00:00:01 and 365.00:00:00.")]
    public TimeSpan RewardWindow { get; set; } = TimeSpan.FromDays(7);

    /// <summary>What must not be done whatever a policy says, section <c>Agent:Rails</c>.</summary>
    public RailOptions Rails { get; set; } = new();

    /// <summary>What responses are worth and contacts cost, section <c>Agent:Values</c>.</summary>
    public ActionValues Values { get; set; } = new();

    /// <summary>Settings of the learning policy, section <c>Agent:Learning</c>.</summary>
    public LearningOptions Learning { get; set; } = new();

    /// <summary>The same settings, apart from these: settings in force are replaced, never changed.</summary>
    public AgentOptions Copy()
    {
        var copy = (AgentOptions)MemberwiseClone();
        (copy.Rails, copy.Values, copy.Learning) = (Rails.Copy(), Values.Copy(), Learning.Copy());
        return copy;
    }

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
