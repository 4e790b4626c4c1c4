namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>A row of an instances' table: a user at an anchor, with a label or without.</summary>
/// <param name="UserRow">The user's row in the users' table.</param>
/// <param name="Anchor">The last moment that is known, in seconds since 2000.</param>
internal readonly record struct Instance(int UserRow, int Anchor)
{
    /// <summary>Whether it came true.</summary>
    public bool Label { get; init; }

    /// <summary>The items that were ordered, where items are ranked.</summary>
    public IReadOnlyList<int>? Ordered { get; init; }

    /// <summary>The items to choose from, where items are ranked.</summary>
    public IReadOnlyList<int>? Candidates { get; init; }

    /// <summary>Whether it is for predicting, not for learning from.</summary>
    public bool IsAsked { get; init; }
}
