using System.Text.Json.Serialization;

namespace PersonalizedAgent.Core.Users;

/// <summary>
/// One row of a users' file, as it was read. It may hold values that cannot be true and lack values that must be there:
/// <see cref="UserValidator"/> says what is wrong with it.
/// </summary>
/// <param name="UserId">What names the user.</param>
/// <param name="Age">Age in years; a valid one lies between 0 and 130.</param>
/// <param name="Gender">Free text.</param>
/// <param name="LastActive">The day on which the user was last seen; a valid one does not lie in the future.</param>
/// <param name="Interactions">How often the user interacted; a valid one is not negative.</param>
/// <param name="Purchases">How often the user bought; a valid one is not negative.</param>
public sealed record User(UserId UserId, int? Age, string? Gender, DateOnly? LastActive, int? Interactions, int? Purchases)
{
    private readonly IReadOnlyList<UserIssue>? _unreadable;

    /// <summary>Fields whose text could not be read; they have no value here.</summary>
    /// <value>Empty by default; at most one for each field.</value>
    [JsonIgnore]
    public IReadOnlyList<UserIssue> Unreadable
    {
        get => _unreadable ?? [];
        init => _unreadable = value is { Count: > 0 } ? value : null;
    }

    /// <summary>Whether fields other than the id may be missing: so it is where users, orders and contacts stand in files of their own.</summary>
    /// <value><see langword="false"/> by default: all six must be there.</value>
    public bool MayLackFields { get; init; }

    /// <summary>Fields that the user's own row lacks and that were derived from the orders.</summary>
    public DerivedFields Derived { get; init; }

    /// <summary>Whether there are any; asked for each row of a file, and cheaper than to count them.</summary>
    internal bool HasUnreadable => _unreadable is not null;
}
