namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>How the value of a policy is estimated.</summary>
public enum PolicyEstimator
{
    /// <summary>The mean of what was really done: needs no propensities, says nothing of other policies.</summary>
    OnPolicy,

    /// <summary>Inverse propensity score.</summary>
    Ips,

    /// <summary>Self-normalized inverse propensity score.</summary>
    Snips,

    /// <summary>Doubly robust: a model of rewards, put right by inverse propensity scores.</summary>
    DoublyRobust,
}
