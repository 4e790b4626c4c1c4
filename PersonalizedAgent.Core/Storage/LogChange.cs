using PersonalizedAgent.Core.Decisions;

namespace PersonalizedAgent.Core.Storage;

/// <summary>Something to be written, and who waits for it.</summary>
internal abstract record LogChange
{
    private LogChange()
    {
    }

    /// <summary>Says to who waits that it was not written.</summary>
    public abstract void Fail(DecisionLogException reason);

    private static TaskCompletionSource<T> NewDone<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A decision.</summary>
    public sealed record Append(Decision Decision, byte[] Receipt) : LogChange
    {
        public TaskCompletionSource<LoggedDecision> Done { get; } = NewDone<LoggedDecision>();

        public override void Fail(DecisionLogException reason) => Done.TrySetException(reason);
    }

    /// <summary>What came of one.</summary>
    public sealed record Reward(Guid DecisionId, Decisions.Reward Value) : LogChange
    {
        public TaskCompletionSource<RewardOutcome> Done { get; } = NewDone<RewardOutcome>();

        public override void Fail(DecisionLogException reason) => Done.TrySetException(reason);
    }

    /// <summary>Who does not want to be contacted any more, or does again.</summary>
    public sealed record OptOut(string Audience, string UserId, bool IsOut) : LogChange
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Fail(DecisionLogException reason) => Done.TrySetException(reason);
    }
}

/// <summary>What a commit brought.</summary>
internal sealed class WrittenBatch
{
    private readonly List<Action> _acknowledgements = [];

    public List<LoggedDecision> Decisions { get; } = [];

    public List<(Guid Id, Reward Reward)> Rewards { get; } = [];

    public void Add(LogChange.Append change, LoggedDecision logged)
    {
        Decisions.Add(logged);
        _acknowledgements.Add(() => change.Done.TrySetResult(logged));
    }

    public void Add(LogChange.Reward change, RewardOutcome outcome)
    {
        if (outcome == RewardOutcome.Recorded)
            Rewards.Add((change.DecisionId, change.Value));
        _acknowledgements.Add(() => change.Done.TrySetResult(outcome));
    }

    public List<LogChange.OptOut> OptOuts { get; } = [];

    public void Add(LogChange.OptOut change)
    {
        OptOuts.Add(change);
        _acknowledgements.Add(() => change.Done.TrySetResult());
    }

    /// <summary>Answers all who wait.</summary>
    public void Acknowledge() => _acknowledgements.ForEach(acknowledge => acknowledge());
}
