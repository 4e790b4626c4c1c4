namespace PersonalizedAgent.Core.Datasets.Health;

/// <summary>Something about a dataset that one should know before trusting what is made of it. Holds no value of any row.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="What">What was found, in one sentence.</param>
/// <param name="File">The file it was found in, or that is missing.</param>
/// <param name="Lines">The lines of the first few; empty where it is not about single rows.</param>
/// <param name="Count">How many rows, cells or users it is about; days where it is about a stretch of time.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Mend">What to do about it.</param>
public sealed record Finding(Severity Severity, string What, string File, IReadOnlyList<int> Lines, long Count, string Why, string Mend);
