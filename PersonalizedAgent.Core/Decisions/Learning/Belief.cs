namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>What is believed of the expected reward of an action: normally distributed. Linear, so that it can reach a little beyond 0 and 1.</summary>
/// <param name="Mean">The expected reward, as far as is known.</param>
/// <param name="Deviation">How sure that is: the standard deviation, greater than 0.</param>
public readonly record struct Belief(double Mean, double Deviation)
{
    /// <summary>The 97.5 % point of the standard normal distribution.</summary>
    private const double Reach = 1.959963984540054;

    /// <summary>The lower end of the 95 % band of the expected reward (of it, not of single rewards, which scatter more).</summary>
    public double Low => Mean - Reach * Deviation;

    /// <summary>The upper end of that band.</summary>
    public double High => Mean + Reach * Deviation;
}
