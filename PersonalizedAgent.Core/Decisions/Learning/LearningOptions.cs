using System.ComponentModel.DataAnnotations;

namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>Settings of the learning policy, section <c>Agent:Learning</c>.</summary>
public sealed class LearningOptions
{
    /// <summary>The greatest probability with which another action is taken than the one of the greatest expected reward.</summary>
    /// <value>Unitless, 0 (never explores) to 1; 0.2 by default.</value>
    [Range(0.0, 1.0, ErrorMessage = "Agent:Learning:MaxExploration must lie between 0 and 1.")]
    public double MaxExploration { get; set; } = 0.2;

    /// <summary>How far rewards scatter around what is expected: their variance, taken as known. A greater one learns more slowly.</summary>
    /// <value>Unitless, 0.001 to 1; 0.2 by default, near that of a response of which every fourth contact has one (0.19); 0.25 is the greatest for rewards from 0 to 1.</value>
    [Range(0.001, 1.0, ErrorMessage = "Agent:Learning:NoiseVariance must lie between 0.001 and 1.")]
    public double NoiseVariance { get; set; } = 0.2;

    /// <summary>How far each weight may lie from what is assumed of it, before anything is learned: its standard deviation.</summary>
    /// <value>Unitless, 0.001 to 10; 0.3 by default.</value>
    [Range(0.001, 10.0, ErrorMessage = "Agent:Learning:PriorDeviation must lie between 0.001 and 10.")]
    public double PriorDeviation { get; set; } = 0.3;

    /// <summary>How much a contact of the data counts against a decision of one's own.</summary>
    /// <value>Unitless, 0 (the data does not count) to 1; 0.5 by default, less than 1 as the predictions were learned from the same contacts.</value>
    [Range(0.0, 1.0, ErrorMessage = "Agent:Learning:ContactWeight must lie between 0 and 1.")]
    public double ContactWeight { get; set; } = 0.5;

    internal LearningOptions Copy() => (LearningOptions)MemberwiseClone();
}
