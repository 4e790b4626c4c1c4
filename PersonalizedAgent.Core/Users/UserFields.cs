namespace PersonalizedAgent.Core.Users;

/// <summary>The names of a user's fields in files and on the wire.</summary>
public static class UserFields
{
    /// <summary>All six, in the order of a users' file.</summary>
    public static IReadOnlyList<UserField> All { get; } = Enum.GetValues<UserField>();

    /// <summary>The name in a file's header and in JSON, such as <c>last_active</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="field"/> is not one of the six.</exception>
    public static string WireName(this UserField field) => field switch
    {
        UserField.UserId => "user_id",
        UserField.Age => "age",
        UserField.Gender => "gender",
        UserField.LastActive => "last_active",
        UserField.Interactions => "interactions",
        UserField.Purchases => "purchases",
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "Not a field of a user."),
    };
}
