namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>How far fitting has come.</summary>
/// <param name="Share">0 to 1.</param>
/// <param name="Step">What is being done, in words.</param>
public readonly record struct FitProgress(double Share, string Step);
