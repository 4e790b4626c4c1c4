namespace PersonalizedAgent.Core.Kumo;

/// <summary>An item that a user will likely buy.</summary>
/// <param name="ItemId">What names it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Score">What it is ranked by; no probability, and to be compared with those of the same prediction alone.</param>
public sealed record RankedItem(string ItemId, string Title, double Score);
