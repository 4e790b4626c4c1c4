namespace PersonalizedAgent.Core.Kumo.Context;

/// <summary>What a user ordered after an anchor in the past.</summary>
/// <param name="UserRow">The user's row in the users' table.</param>
/// <param name="Anchor">The moment up to which the user is known, in seconds since 2000.</param>
/// <param name="ItemRows">The distinct items ordered within the horizon after it, in the order of their first purchase there; never empty.</param>
internal readonly record struct ItemExample(int UserRow, int Anchor, IReadOnlyList<int> ItemRows);
