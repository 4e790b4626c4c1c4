namespace PersonalizedAgent.Core.Evaluation;

/// <summary>What one threshold lets through.</summary>
/// <param name="FalsePositiveRate">The share of all negatives at or above the threshold, 0 to 1.</param>
/// <param name="TruePositiveRate">The share of all positives at or above the threshold, 0 to 1.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate);
