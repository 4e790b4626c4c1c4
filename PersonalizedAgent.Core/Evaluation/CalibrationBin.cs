namespace PersonalizedAgent.Core.Evaluation;

/// <summary>Rows with like probabilities: what was predicted for them, and what came.</summary>
/// <param name="MeanPredicted">The mean of their probabilities, 0 to 1.</param>
/// <param name="Observed">The share of positives among them, 0 to 1, with its Wilson interval.</param>
/// <param name="Count">How many rows there are; at least 1.</param>
public readonly record struct CalibrationBin(double MeanPredicted, Interval Observed, int Count);
