namespace PersonalizedAgent.Core.Users;

/// <summary>What can be wrong with one field of a user.</summary>
public enum UserProblem
{
    /// <summary>There is no value.</summary>
    Missing,

    /// <summary>The text is no whole number.</summary>
    NotWholeNumber,

    /// <summary>The text is no date written as year-month-day.</summary>
    NotIsoDate,

    /// <summary>The bytes are no UTF-8 text.</summary>
    NotUtf8,

    /// <summary>The value lies outside what the field can mean.</summary>
    OutOfRange,

    /// <summary>The date lies after today.</summary>
    InFuture,
}
