namespace PersonalizedAgent.Core.Evaluation.Policies;

/// <summary>What a log tells of a policy: an estimate, or the reason why it tells nothing. Many logs lack something, so that is no exception.</summary>
public abstract record PolicyValueResult
{
    private PolicyValueResult()
    {
    }

    /// <summary>The log tells something.</summary>
    /// <param name="Estimate">What.</param>
    public sealed record Estimated(PolicyEstimate Estimate) : PolicyValueResult;

    /// <summary>The log tells nothing.</summary>
    /// <param name="Reason">Why, and what would help, for people.</param>
    public sealed record Refused(string Reason) : PolicyValueResult;
}
