namespace PersonalizedAgent.Core.Users;

/// <summary>Tells what is wrong with a user.</summary>
public static class UserValidator
{
    /// <summary>The lowest valid age, in years.</summary>
    public const int MinAge = 0;

    /// <summary>The highest valid age, in years.</summary>
    public const int MaxAge = 130;

    /// <summary>Stands for a value that is not there, where room or speed matters; no valid value is negative.</summary>
    internal const int NoValue = int.MinValue;

    /// <summary>Checks the fields of a user; which of them may be missing, the user says.</summary>
    /// <param name="user">The user to check.</param>
    /// <param name="today">The day after which a date lies in the future.</param>
    /// <returns>Every issue, in the order of the fields, at most one for each; empty for a valid user.</returns>
    public static IReadOnlyList<UserIssue> Validate(User user, DateOnly today)
    {
        var hasGender = !string.IsNullOrWhiteSpace(user.Gender);
        var hasId = user.MayLackFields || user.UserId.Number >= 1;
        if (hasId && !user.HasUnreadable && IsValid(
            user.Age ?? NoValue, hasGender, user.LastActive?.DayNumber ?? NoValue, user.Interactions ?? NoValue, user.Purchases ?? NoValue, today, user.MayLackFields))
        {
            return [];
        }

        var issues = new Issues(user);
        UserProblem? missing = user.MayLackFields ? null : UserProblem.Missing;
        issues.Add(UserField.UserId, hasId ? null : UserProblem.OutOfRange);
        issues.Add(UserField.Age, InRange(user.Age, MinAge, MaxAge, missing));
        issues.Add(UserField.Gender, hasGender ? null : missing);
        issues.Add(UserField.LastActive, user.LastActive is not { } day ? missing : day > today ? UserProblem.InFuture : null);
        issues.Add(UserField.Interactions, InRange(user.Interactions, 0, int.MaxValue, missing));
        issues.Add(UserField.Purchases, InRange(user.Purchases, 0, int.MaxValue, missing));
        return issues.Found ?? (IReadOnlyList<UserIssue>)[];
    }

    /// <summary>The rules at once, for rows by the million: whether a user has no issue.</summary>
    /// <param name="age">Age in years; <see cref="NoValue"/> where there is none.</param>
    /// <param name="hasGender">Whether there is a gender.</param>
    /// <param name="lastActiveDay">The day last active, as <see cref="DateOnly.DayNumber"/>; <see cref="NoValue"/> where there is none.</param>
    /// <param name="interactions">Interactions; <see cref="NoValue"/> where there are none.</param>
    /// <param name="purchases">Purchases; <see cref="NoValue"/> where there are none.</param>
    /// <param name="today">The day after which a date lies in the future.</param>
    /// <param name="mayLack">Whether values may be missing.</param>
    internal static bool IsValid(int age, bool hasGender, int lastActiveDay, int interactions, int purchases, DateOnly today, bool mayLack) =>
        (age is >= MinAge and <= MaxAge || (mayLack && age == NoValue))
        && (hasGender || mayLack)
        && ((lastActiveDay >= 0 && lastActiveDay <= today.DayNumber) || (mayLack && lastActiveDay == NoValue))
        && (interactions >= 0 || (mayLack && interactions == NoValue))
        && (purchases >= 0 || (mayLack && purchases == NoValue));

    private static UserProblem? InRange(int? value, int min, int max, UserProblem? missing) =>
        value is not { } number ? missing
        : number < min || number > max ? UserProblem.OutOfRange
        : null;

    /// <summary>Gathers issues. Allocates nothing for a valid user.</summary>
    private struct Issues(User user)
    {
        public List<UserIssue>? Found { get; private set; }

        /// <summary>Adds what is wrong with a field, if anything: that it could not be read, or else the problem.</summary>
        public void Add(UserField field, UserProblem? problem)
        {
            if (user.HasUnreadable && user.Unreadable.Where(issue => issue.Field == field).ToArray() is [var why, ..])
                problem = why.Problem;
            if (problem is { } found)
                (Found ??= []).Add(new UserIssue(field, found));
        }
    }
}
