namespace PersonalizedAgent.Core.Users;

/// <summary>Fields of a user that orders can tell.</summary>
[Flags]
public enum DerivedFields
{
    /// <summary>None was derived.</summary>
    None = 0,

    /// <summary><c>last_active</c>: the day of the last order.</summary>
    LastActive = 1,

    /// <summary><c>purchases</c>: the number of orders.</summary>
    Purchases = 2,
}
