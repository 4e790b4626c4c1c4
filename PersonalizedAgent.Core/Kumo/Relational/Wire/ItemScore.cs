namespace PersonalizedAgent.Core.Kumo.Relational.Wire;

/// <summary>An item of a ranking.</summary>
/// <param name="Id">The item's id, as a text.</param>
/// <param name="Score">Greater is better; finite, of no unit.</param>
internal readonly record struct ItemScore(string Id, double Score);
