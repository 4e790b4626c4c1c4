using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>An immutable snapshot of the data the agent works on. Safe to read from many threads.</summary>
public sealed record Dataset
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Tells this data from any other: SHA-256 over its files and over what their columns were taken for, in hexadecimal digits.</summary>
    public required string Version { get; init; }

    /// <summary>The users.</summary>
    public required UserTable Users { get; init; }

    /// <summary>The things sold; none where there is no such file and no order names an item.</summary>
    public ItemTable Items { get; init; } = ItemTable.Empty;

    /// <summary>The orders, by user and time.</summary>
    public required OrderTable Orders { get; init; }

    /// <summary>The contacts, by user and time.</summary>
    public required ContactTable Contacts { get; init; }

    /// <summary>What was found while reading.</summary>
    public required DatasetReport Report { get; init; }

    /// <summary>The day of the last order, contact or activity that does not lie in the future; <see langword="null"/> where nothing is dated.</summary>
    public DateOnly? LastEvent { get; init; }

    /// <summary>The day this dataset takes for today, if it does not follow the clock.</summary>
    public DateOnly? FixedToday { get; init; }

    /// <summary>Whether this is the demo that comes with the program.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The first digits of the version, enough to tell datasets apart by eye.</summary>
    public string ShortVersion => Version[..Math.Min(Version.Length, 12)];

    /// <summary>Whether there is a file of a table.</summary>
    public bool Has(DatasetTable table) => Report.Of(table) is not null;

    /// <summary>The day this dataset takes for today.</summary>
    public DateOnly Today(TimeProvider clock) => FixedToday ?? clock.Today();

    /// <summary>The time as of which to predict: the start of a fixed day, which knows all days before it; else now, in the clock's own time zone.</summary>
    public DateTimeOffset AsOf(TimeProvider clock) =>
        FixedToday is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : clock.GetLocalNow();
}
