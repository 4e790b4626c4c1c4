namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>The course of one request: what happened so far. Its attempts follow each other, so it needs no lock.</summary>
/// <param name="call">The request.</param>
/// <param name="deadline">When it ends, come what may.</param>
/// <param name="answerLimit">The longest answer, in bytes.</param>
internal sealed class Run(Call call, DateTimeOffset deadline, long answerLimit)
{
    public Call Call => call;

    public DateTimeOffset Deadline => deadline;

    public long AnswerLimit => answerLimit;

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>What the last attempt met.</summary>
    public KumoFailure? LastFailure { get; set; }
}
