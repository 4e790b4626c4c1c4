namespace PersonalizedAgent.Core.Evaluation;

/// <summary>One of the equal parts of users by descending score.</summary>
/// <param name="Share">The share of users in this part and those before it, above 0 to 1.</param>
/// <param name="Rate">The share of positives within the part, 0 to 1.</param>
/// <param name="Lift">The rate in multiples of the base rate: 1 is no better than chance.</param>
/// <param name="Captured">The share of all positives in this part and those before it, 0 to 1.</param>
public readonly record struct LiftBin(double Share, double Rate, double Lift, double Captured);
