namespace PersonalizedAgent.Core.Users;

/// <summary>Tells what is wrong with a user.</summary>
public static class UserValidator
{
    /// <summary>The lowest valid age, in years.</summary>
    public const int MinAge = 0;

    /// <summary>The highest valid age, in years.</summary>
    public const int MaxAge = 130;

    /// <summary>Checks all six fields of a user.</summary>
    /// <param name="user">The user to check.</param>
    /// <param name="today">The day after which a date lies in the future.</param>
    /// <returns>Every issue, in the order of the fields, at most one for each; empty for a valid user.</returns>
    public static IReadOnlyList<UserIssue> Validate(User user, DateOnly today)
    {
        List<UserIssue>? issues = null;
        for (var field = UserField.UserId; field <= UserField.Purchases; field++)
        {
            if ((UnreadableIn(user, field) ?? ProblemOf(user, field, today)) is { } problem)
                (issues ??= []).Add(new UserIssue(field, problem));
        }

        return issues ?? (IReadOnlyList<UserIssue>)[];
    }

    private static UserProblem? UnreadableIn(User user, UserField field)
    {
        for (var i = 0; i < user.Unreadable.Count; i++)
        {
            if (user.Unreadable[i].Field == field)
                return user.Unreadable[i].Problem;
        }

        return null;
    }

    private static UserProblem? ProblemOf(User user, UserField field, DateOnly today) => field switch
    {
        UserField.UserId => InRange(user.UserId, 1, long.MaxValue),
        UserField.Age => InRange(user.Age, MinAge, MaxAge),
        UserField.Gender => string.IsNullOrWhiteSpace(user.Gender) ? UserProblem.Missing : null,
        UserField.LastActive when user.LastActive is null => UserProblem.Missing,
        UserField.LastActive => user.LastActive > today ? UserProblem.InFuture : null,
        UserField.Interactions => InRange(user.Interactions, 0, int.MaxValue),
        UserField.Purchases => InRange(user.Purchases, 0, int.MaxValue),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of a user."),
    };

    private static UserProblem? InRange(long? value, long min, long max) =>
        value is null ? UserProblem.Missing
        : value < min || value > max ? UserProblem.OutOfRange
        : null;
}
