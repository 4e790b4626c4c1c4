namespace PersonalizedAgent.Core.Decisions;

/// <summary>What came of a decision.</summary>
/// <param name="Value">0 to 1: nothing came of it, or all that was hoped for.</param>
/// <param name="At">When it came.</param>
/// <param name="IsDefault">Whether none was sent in time, so that the default of 0 counts.</param>
public sealed record Reward(double Value, DateTimeOffset At, bool IsDefault = false);

/// <summary>What became of a reward that was sent.</summary>
public enum RewardOutcome
{
    /// <summary>It is recorded.</summary>
    Recorded,

    /// <summary>It says what an earlier one said; nothing changed.</summary>
    Repeated,

    /// <summary>There is no such decision.</summary>
    UnknownDecision,

    /// <summary>Another value was recorded before, and stays.</summary>
    Refused,
}
