namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>A user to rank items for.</summary>
/// <param name="UserRow">The user's row in the users' table.</param>
/// <param name="Anchor">The last moment that is known, in seconds since 2000.</param>
/// <param name="Candidates">The items to rank, by their rows in the items' table, each once; at least one. One list shared by many users costs least.</param>
internal readonly record struct ItemQuestion(int UserRow, int Anchor, IReadOnlyList<int> Candidates);
