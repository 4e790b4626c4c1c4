namespace PersonalizedAgent.Core.Users;

/// <summary>The six fields of a user, in the order of a users' file.</summary>
public enum UserField
{
    /// <summary><c>user_id</c>, a positive integer.</summary>
    UserId,

    /// <summary><c>age</c> in years, 0 to 130.</summary>
    Age,

    /// <summary><c>gender</c>, free text.</summary>
    Gender,

    /// <summary><c>last_active</c>, an ISO date.</summary>
    LastActive,

    /// <summary><c>interactions</c>, a count.</summary>
    Interactions,

    /// <summary><c>purchases</c>, a count.</summary>
    Purchases,
}
