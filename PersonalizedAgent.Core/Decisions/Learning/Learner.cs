using System.Globalization;
using System.Runtime.CompilerServices;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Core.Decisions.Learning;

/// <summary>
/// Learns from the rewards in the log, in the order in which they came: what it has learned is the contacts of the data and the log folded, so a restart
/// makes it again. Safe to use from many threads.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="options">The settings.</param>
public sealed class Learner(IDecisionLog log, LearningOptions options) : IDisposable
{
    private readonly SemaphoreSlim _learning = new(1);
    private volatile Learned _learned = new("", new LearningPolicy(BanditState.Initial(options)), BanditState.Initial(options), BanditState.Initial(options), 0);

    /// <summary>Raised after something was learned. Handlers return at once.</summary>
    public event Action? Changed;

    /// <summary>The policy as it is by now.</summary>
    public LearningPolicy Policy => _learned.Policy;

    /// <summary>What was learned by now.</summary>
    public BanditState State => _learned.State;

    /// <summary>Begins anew with the contacts of a dataset, and with all rewards of decisions on it.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="asOf">Contacts before this time only.</param>
    /// <param name="model">The model of the data; <see langword="null"/> where there is none.</param>
    /// <param name="cancellationToken">Gives up; what was learned before stays.</param>
    public async Task BeginAsync(Dataset dataset, DateTimeOffset asOf, LocalModel? model, CancellationToken cancellationToken)
    {
        await _learning.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var state = BanditState.FromContacts(dataset, asOf, options, model);
            _learned = await FoldAsync(new Learned(dataset.Version, new LearningPolicy(state), state, state, 0), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _learning.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>Learns from rewards that came since.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await _learning.WaitAsync(cancellationToken).ConfigureAwait(false);
        Learned before, after;
        try
        {
            before = _learned;
            after = _learned = await FoldAsync(before, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _learning.Release();
        }

        if (after.State.Events != before.State.Events)
            Changed?.Invoke();
    }

    /// <summary>All states since the first, on the dataset in use: before the first reward, and after each.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<LearnedState> HistoryAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var learned = _learned;
        var state = learned.Prior;
        yield return new LearnedState(state, null);
        await foreach (var rewarded in log.ReadRewardedAsync(0, cancellationToken).ConfigureAwait(false))
        {
            if (rewarded.Place > learned.Place)
                yield break;
            var next = Next(state, learned.Dataset, rewarded.Logged);
            if (next == state)
                continue;
            state = next;
            yield return new LearnedState(state, rewarded.Logged);
        }
    }

    /// <summary>The policy as it was at a version; <see langword="null"/> where the log does not lead there.</summary>
    public async Task<LearningPolicy?> FindAsync(string version, CancellationToken cancellationToken)
    {
        await foreach (var learned in HistoryAsync(cancellationToken).ConfigureAwait(false))
        {
            // The hash is worked out for the one with as many rewards alone.
            if (version.StartsWith(string.Create(CultureInfo.InvariantCulture, $"learning-1/{learned.State.Events}/"), StringComparison.Ordinal))
                return learned.State.Version == version ? new LearningPolicy(learned.State) : null;
        }

        return null;
    }

    /// <summary>Nothing is learned after this.</summary>
    public void Dispose() => _learning.Dispose();

    private async Task<Learned> FoldAsync(Learned learned, CancellationToken cancellationToken)
    {
        var (state, place) = (learned.State, learned.Place);
        await foreach (var rewarded in log.ReadRewardedAsync(place, cancellationToken).ConfigureAwait(false))
        {
            place = rewarded.Place;
            state = Next(state, learned.Dataset, rewarded.Logged);
        }

        return learned with { Policy = state == learned.State ? learned.Policy : new LearningPolicy(state), State = state, Place = place };
    }

    private static BanditState Next(BanditState state, string dataset, LoggedDecision logged) =>
        logged is { Reward: { } reward, Decision: { User: { } user, Choice.Action: { } action, Settings: { } settings } decision } && decision.Dataset == dataset
            ? state.Learn(BanditFeatures.Of(PolicyInput.Of(user, decision.Prediction, settings), action), action, reward.Value)
            : state;

    /// <param name="Dataset">The version of the data it was learned on.</param>
    /// <param name="Policy">The policy that goes by it.</param>
    /// <param name="Prior">What was known before the first reward.</param>
    /// <param name="State">What was learned.</param>
    /// <param name="Place">The place of the last reward that was looked at.</param>
    private sealed record Learned(string Dataset, LearningPolicy Policy, BanditState Prior, BanditState State, long Place);
}

/// <summary>What was known at a time.</summary>
/// <param name="State">What was known.</param>
/// <param name="By">The decision whose reward led there; <see langword="null"/> for what was known before the first.</param>
public sealed record LearnedState(BanditState State, LoggedDecision? By);
