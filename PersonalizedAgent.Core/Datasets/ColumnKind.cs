namespace PersonalizedAgent.Core.Datasets;

/// <summary>What stands in a column.</summary>
public enum ColumnKind
{
    /// <summary>What names the row.</summary>
    Id,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Texts.</summary>
    Category,
}
