namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>What kind of value a field holds.</summary>
public enum FieldKind
{
    /// <summary>The key of a row, of this table or another.</summary>
    Id,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number, perhaps with decimals.</summary>
    Number,

    /// <summary>A short text.</summary>
    Text,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A day with or without a time.</summary>
    Moment,

    /// <summary>The name of what was done for a person.</summary>
    Action,

    /// <summary>Yes or no.</summary>
    Flag,
}
