namespace PersonalizedAgent.Core.Datasets;

/// <summary>Which users to show, and in what order. A value: equal queries ask for the same.</summary>
public sealed record UserQuery
{
    /// <summary>Only users whose number, in digits, begins so.</summary>
    /// <value>Empty for all.</value>
    public string IdPrefix { get; init; } = "";

    /// <summary>Only users of this gender, compared exactly.</summary>
    /// <value><see langword="null"/> for all.</value>
    public string? Gender { get; init; }

    /// <summary>Only users whose value lies in the range; a user without a value lies in none.</summary>
    public ColumnRange UserId { get; init; }

    /// <inheritdoc cref="UserId"/>
    public ColumnRange Age { get; init; }

    /// <summary>Only users last active in this range of days (<see cref="DateOnly.DayNumber"/>).</summary>
    public ColumnRange LastActive { get; init; }

    /// <inheritdoc cref="UserId"/>
    public ColumnRange DaysSinceActive { get; init; }

    /// <inheritdoc cref="UserId"/>
    public ColumnRange Interactions { get; init; }

    /// <inheritdoc cref="UserId"/>
    public ColumnRange Purchases { get; init; }

    /// <summary>Only users with something wrong.</summary>
    public bool OnlyIssues { get; init; }

    /// <summary>The column to sort by.</summary>
    /// <value><see langword="null"/> for the order of the file.</value>
    public UserColumn? SortBy { get; init; }

    /// <summary>Whether the greatest comes first. Users without a value come last either way; equals keep the order of the file.</summary>
    public bool Descending { get; init; }

    /// <summary>Whether the query leaves out anybody.</summary>
    public bool IsFiltered => this with { SortBy = null, Descending = false } != new UserQuery();

    /// <summary>The range asked of a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column has no range: gender.</exception>
    public ColumnRange RangeOf(UserColumn column) => column switch
    {
        UserColumn.UserId => UserId,
        UserColumn.Age => Age,
        UserColumn.LastActive => LastActive,
        UserColumn.DaysSinceActive => DaysSinceActive,
        UserColumn.Interactions => Interactions,
        UserColumn.Purchases => Purchases,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Not a column with a range."),
    };

    /// <summary>The same query with another range for a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column has no range: gender.</exception>
    public UserQuery WithRange(UserColumn column, ColumnRange range) => column switch
    {
        UserColumn.UserId => this with { UserId = range },
        UserColumn.Age => this with { Age = range },
        UserColumn.LastActive => this with { LastActive = range },
        UserColumn.DaysSinceActive => this with { DaysSinceActive = range },
        UserColumn.Interactions => this with { Interactions = range },
        UserColumn.Purchases => this with { Purchases = range },
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Not a column with a range."),
    };
}
