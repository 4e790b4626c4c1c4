namespace PersonalizedAgent.Core.Kumo;

/// <summary>Why what was asked did not answer, and something else had to do.</summary>
/// <param name="Cause">In two or three words, for a badge, such as <c>no answer</c>.</param>
/// <param name="Reason">In sentences: what happened, what stands in, what to do about it; without personal values.</param>
public sealed record Fallback(string Cause, string Reason);
