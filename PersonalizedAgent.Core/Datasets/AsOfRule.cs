namespace PersonalizedAgent.Core.Datasets;

/// <summary>Which day a dataset takes for today.</summary>
public enum AsOfRule
{
    /// <summary>The clock's day; where the last event is more than a month ago, the day after it.</summary>
    Automatic,

    /// <summary>The clock's day.</summary>
    Clock,

    /// <summary>The day after the last event: history as if it had just happened.</summary>
    LastEvent,
}
