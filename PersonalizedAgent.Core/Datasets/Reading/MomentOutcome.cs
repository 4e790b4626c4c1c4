namespace PersonalizedAgent.Core.Datasets.Reading;

/// <summary>What came of reading a moment.</summary>
internal enum MomentOutcome
{
    /// <summary>Read in the order that was asked for.</summary>
    Read,

    /// <summary>Read, but in another order: in the one asked for it is no date.</summary>
    ReadInOtherOrder,

    /// <summary>No date in any order.</summary>
    NotADate,

    /// <summary>A date before 1932 or after 2067.</summary>
    OutOfRange,
}
