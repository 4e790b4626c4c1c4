using PersonalizedAgent.Core.Kumo;

namespace PersonalizedAgent.Core.Decisions;

/// <summary>One use of a policy, as recorded.</summary>
/// <param name="Id">Unique; begins with the time, so that ids sort by the millisecond in which they were made (UUID version 7, RFC 9562).</param>
/// <param name="At">When it was made.</param>
/// <param name="Prediction">What was predicted of the user; names the user and the backend.</param>
/// <param name="Policy">The name of the policy that chose.</param>
/// <param name="Choice">The action, its probability and the reason.</param>
/// <param name="Source">Who asked.</param>
/// <param name="Took">How long it took from the question to the choice.</param>
public sealed record Decision(
    Guid Id,
    DateTimeOffset At,
    Prediction Prediction,
    string Policy,
    PolicyChoice Choice,
    DecisionSource Source,
    TimeSpan Took)
{
    /// <summary>Whom the decision is about.</summary>
    public long UserId => Prediction.UserId;
}
