namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>What was once decided, and what came of it.</summary>
/// <param name="Action">The action taken, from 0; which is which is up to the caller.</param>
/// <param name="Reward">What came of it; finite, more is better. Often 1 for a response and 0 for none.</param>
/// <param name="Propensity">The probability with which it was taken then, in (0, 1]; <see langword="null"/> where nobody wrote it down.</param>
public readonly record struct LoggedAction(int Action, double Reward, double? Propensity = null);
