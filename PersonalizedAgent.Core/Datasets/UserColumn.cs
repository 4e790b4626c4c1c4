namespace PersonalizedAgent.Core.Datasets;

/// <summary>A column of the users' table; all can be sorted and filtered by.</summary>
/// <param name="Name">The field's name, or for a further column its name in the file; unique in a table.</param>
/// <param name="Kind">What stands in it.</param>
/// <param name="IsFurther">Whether it is a column of the file beyond the six fields.</param>
public sealed record UserColumn(string Name, ColumnKind Kind, bool IsFurther = false)
{
    /// <summary>Whether it holds what was predicted of users, and stands in no file.</summary>
    public bool IsPredicted { get; init; }

    /// <summary>What names the user.</summary>
    public static UserColumn UserId { get; } = new("user_id", ColumnKind.Id);

    /// <summary>Age in years.</summary>
    public static UserColumn Age { get; } = new("age", ColumnKind.Number);

    /// <summary>Gender as written in the file.</summary>
    public static UserColumn Gender { get; } = new("gender", ColumnKind.Category);

    /// <summary>The day the user was last active.</summary>
    public static UserColumn LastActive { get; } = new("last_active", ColumnKind.Day);

    /// <summary>Days between then and today.</summary>
    public static UserColumn DaysSinceActive { get; } = new("days_since_active", ColumnKind.Number);

    /// <summary>Interactions, a count.</summary>
    public static UserColumn Interactions { get; } = new("interactions", ColumnKind.Number);

    /// <summary>Purchases, a count.</summary>
    public static UserColumn Purchases { get; } = new("purchases", ColumnKind.Number);

    /// <summary>The columns that every users' table has.</summary>
    public static IReadOnlyList<UserColumn> Standard { get; } = [UserId, Age, Gender, LastActive, DaysSinceActive, Interactions, Purchases];
}
