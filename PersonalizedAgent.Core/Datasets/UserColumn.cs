namespace PersonalizedAgent.Core.Datasets;

/// <summary>The columns of the users' table; all can be sorted and filtered by.</summary>
public enum UserColumn
{
    /// <summary>The user's number.</summary>
    UserId,

    /// <summary>Age in years.</summary>
    Age,

    /// <summary>Gender as written in the file.</summary>
    Gender,

    /// <summary>The day the user was last active.</summary>
    LastActive,

    /// <summary>Days between then and today.</summary>
    DaysSinceActive,

    /// <summary>Interactions, a count.</summary>
    Interactions,

    /// <summary>Purchases, a count.</summary>
    Purchases,
}
