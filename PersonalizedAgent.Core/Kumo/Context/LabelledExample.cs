namespace PersonalizedAgent.Core.Kumo.Context;

/// <summary>What was asked of a user at an anchor in the past, and what came of it.</summary>
/// <param name="UserRow">The user's row in the users' table.</param>
/// <param name="Anchor">The moment up to which the user is known, in seconds since 2000; the label lies after it.</param>
/// <param name="Label">Whether it came true.</param>
internal readonly record struct LabelledExample(int UserRow, int Anchor, bool Label);
