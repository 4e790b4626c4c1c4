namespace PersonalizedAgent.Core.Decisions;

/// <summary>The policies there are.</summary>
public enum PolicyKind
{
    /// <summary><see cref="ThresholdPolicy"/>.</summary>
    Threshold,

    /// <summary><see cref="Policies.NextBestActionPolicy"/>.</summary>
    NextBestAction,

    /// <summary><see cref="Learning.LearningPolicy"/>.</summary>
    Learning,
}
