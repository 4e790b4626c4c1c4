using System.ComponentModel.DataAnnotations;

namespace PersonalizedAgent.Core.Decisions.Rails;

/// <summary>Settings of the guard rails, section <c>Agent:Rails</c>. All are off by default; that who opted out is not contacted is always in force.</summary>
public sealed class RailOptions : IValidatableObject
{
    /// <summary>The greatest engagement score with which a discount may be offered: who buys anyway needs none.</summary>
    /// <value>Unitless, 0 to 1 inclusive; <see langword="null"/> by default: no such rail.</value>
    [Range(0.0, 1.0, ErrorMessage = "Agent:Rails:MaxDiscountScore must lie between 0 and 1.")]
    public double? MaxDiscountScore { get; set; }

    /// <summary>How often a user may be contacted in <see cref="ContactDays"/>.</summary>
    /// <value>1 to 1000; <see langword="null"/> by default: no such rail.</value>
    [Range(1, 1000, ErrorMessage = "Agent:Rails:MaxContacts must lie between 1 and 1000.")]
    public int? MaxContacts { get; set; }

    /// <summary>The time in which contacts are counted, up to the decision.</summary>
    /// <value>In days of 24 hours, 1 to 365; 7 by default.</value>
    [Range(1, 365, ErrorMessage = "Agent:Rails:ContactDays must lie between 1 and 365.")]
    public int ContactDays { get; set; } = 7;

    /// <summary>When quiet hours begin: from this time of day on nobody is contacted. In the time zone (the UTC offset) of the decision's time.</summary>
    /// <value>A time of day such as <c>21:00</c>; <see langword="null"/> by default: no quiet hours.</value>
    public TimeOnly? QuietFrom { get; set; }

    /// <summary>When quiet hours end: at this time of day contact is allowed again. Earlier than <see cref="QuietFrom"/> where they pass midnight.</summary>
    /// <value>A time of day such as <c>08:00</c>; <see langword="null"/> by default: no quiet hours.</value>
    public TimeOnly? QuietTo { get; set; }

    /// <summary>How long an action is not repeated for a user, section <c>Agent:Rails:CoolDownDays</c>.</summary>
    public CoolDownOptions CoolDownDays { get; set; } = new();

    /// <summary>How many discounts may be offered on a day, to all users together.</summary>
    /// <value>0 to 2147483647; <see langword="null"/> by default: no such rail.</value>
    [Range(0, int.MaxValue, ErrorMessage = "Agent:Rails:DiscountsPerDay must not be negative.")]
    public int? DiscountsPerDay { get; set; }

    internal RailOptions Copy()
    {
        var copy = (RailOptions)MemberwiseClone();
        copy.CoolDownDays = CoolDownDays.Copy();
        return copy;
    }

    /// <summary>Checks that quiet hours have two ends.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (QuietFrom is null != QuietTo is null)
            yield return new ValidationResult("Agent:Rails:QuietFrom and Agent:Rails:QuietTo must both be set, or neither.", [nameof(QuietFrom), nameof(QuietTo)]);
        else if (QuietFrom is not null && QuietFrom == QuietTo)
            yield return new ValidationResult("Agent:Rails:QuietFrom and Agent:Rails:QuietTo must differ.", [nameof(QuietFrom), nameof(QuietTo)]);
    }
}
