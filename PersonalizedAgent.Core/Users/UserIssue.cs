namespace PersonalizedAgent.Core.Users;

/// <summary>One thing that is wrong with one field of a user. Says what the field must be, never what it was: users are people.</summary>
/// <param name="Field">The field at fault.</param>
/// <param name="Problem">What is wrong with it.</param>
public readonly record struct UserIssue(UserField Field, UserProblem Problem)
{
    /// <summary>What is wrong, for people, without the field's name and without its value; such as <c>must lie between 0 and 130</c>.</summary>
    public string Message => (Problem, Field) switch
    {
        (UserProblem.Missing, _) => "is missing",
        (UserProblem.NotWholeNumber, _) => "must be a whole number",
        (UserProblem.NotIsoDate, _) => "must be a date written as year-month-day, such as 2025-08-10",
        (UserProblem.NotUtf8, _) => "must be UTF-8 text; save the file with the encoding UTF-8",
        (UserProblem.InFuture, _) => "must not lie in the future",
        (UserProblem.OutOfRange, UserField.UserId) => $"must lie between 1 and {long.MaxValue}",
        (UserProblem.OutOfRange, UserField.Age) => $"must lie between {UserValidator.MinAge} and {UserValidator.MaxAge}",
        (UserProblem.OutOfRange, _) => $"must lie between 0 and {int.MaxValue}",
        _ => throw new InvalidOperationException($"No message for {Problem} of {Field}."),
    };

    /// <summary>Field and message, such as <c>age must lie between 0 and 130</c>.</summary>
    public override string ToString() => $"{Field.WireName()} {Message}";
}
