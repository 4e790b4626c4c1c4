using Microsoft.Extensions.Options;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Decisions;
using PersonalizedAgent.Core.Decisions.Learning;
using PersonalizedAgent.Core.Evaluation.Policies;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Web.Data;

/// <summary>Works out what the policies would do and what they would have earned, in the background, once for each model and each dataset. Safe to use from many threads.</summary>
internal sealed class PolicyDesk(DatasetStore datasets, Learner learner, IDecisionLog log, IOptions<KumoOptions> kumo, AgentOptions agent, TimeProvider clock) : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private (string Version, Task<PredictedRows> Rows)? _predicted;
    private (string Dataset, Task<LoggedTrial?> Trial)? _contacts;

    /// <summary>What a model predicts of all users.</summary>
    public Task<PredictedRows> PredictAsync(LocalModel model)
    {
        lock (_lock)
        {
            if (_predicted is not { } known || known.Version != model.Version || known.Rows.IsFaulted)
                _predicted = known = (model.Version, Task.Run(() => PredictedRows.OfUsers(model, model.AsOf, _closing.Token)));
            return known.Rows;
        }
    }

    /// <summary>All users with what is predicted of them, their contacts and who opted out by now.</summary>
    public async Task<WhatIf> WhatIfAsync(LocalModel model)
    {
        var rows = await PredictAsync(model);
        return await Task.Run(() => new WhatIf(rows, model.Dataset.Contacts, model.AsOf, OptedOut(model.Dataset)), _closing.Token);
    }

    /// <summary>The kinds of users of a dataset.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="model">Its model; <see langword="null"/> where there is none.</param>
    public async Task<IReadOnlyList<CustomerKind>> KindsAsync(Dataset dataset, LocalModel? model)
    {
        var rows = model is null ? null : await PredictAsync(model);
        return await Task.Run(() => CustomerKinds.Of(dataset.Users, rows, dataset.Today(clock)), _closing.Token);
    }

    /// <summary>The trial on a log; what it takes is learned when somebody first asks.</summary>
    /// <param name="onDecisions">Whether on the decisions, as they are by now, and not on the contacts of the data.</param>
    /// <returns><see langword="null"/> where the log has too little to tell of.</returns>
    public Task<LoggedTrial?> TrialAsync(bool onDecisions)
    {
        if (onDecisions)
            return Task.Run(() => DecisionTrial.OfAsync(learner.HistoryAsync(_closing.Token), _closing.Token));
        var dataset = datasets.Current;
        lock (_lock)
        {
            if (_contacts is not { } known || known.Dataset != dataset.Version || known.Trial.IsFaulted)
                _contacts = known = (dataset.Version, Task.Run(() => ContactTrial.Of(dataset, kumo.Value, agent.Learning, _closing.Token)));
            return known.Trial;
        }
    }

    /// <summary>All states since the first; of more than can be kept the newest.</summary>
    public Task<IReadOnlyList<LearnedState>> HistoryAsync(CancellationToken cancellationToken) => Task.Run<IReadOnlyList<LearnedState>>(
        async () =>
        {
            var states = new Queue<LearnedState>();
            await foreach (var state in learner.HistoryAsync(cancellationToken))
            {
                states.Enqueue(state);
                if (states.Count > MostStates)
                    states.Dequeue();
            }

            return [.. states];
        },
        cancellationToken);

    public void Dispose() => _closing.Cancel();

    /// <summary>So many states are kept for a page to look back at.</summary>
    internal const int MostStates = 5_001;

    private bool[] OptedOut(Dataset dataset)
    {
        var optedOut = new bool[dataset.Users.Count];
        for (var row = 0; row < optedOut.Length; row++)
            optedOut[row] = log.HasOptedOut(dataset.Name, dataset.Users.IdOf(row));
        return optedOut;
    }
}
