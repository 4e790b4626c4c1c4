using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>Asks the backend that is chosen at the time. Safe to use from many threads.</summary>
/// <param name="choice">The backend at first.</param>
/// <param name="mock">The mock.</param>
/// <param name="rank">The rank.</param>
/// <param name="local">The local model.</param>
/// <param name="relational">The service.</param>
/// <param name="isReplay">Whether the service's answers are kept ones.</param>
public sealed class KumoSwitch(BackendChoice choice, IKumoClient mock, IKumoClient rank, IKumoClient local, IKumoClient relational, bool isReplay = false) : IKumoClient
{
    private volatile BackendChoice _choice = choice;

    /// <summary>Raised after another backend was chosen. Handlers return at once.</summary>
    public event Action? Changed;

    /// <summary>Which backend is to be asked.</summary>
    public BackendChoice Choice
    {
        get => _choice;
        set
        {
            if (_choice == value)
                return;
            _choice = value;
            Changed?.Invoke();
        }
    }

    /// <summary>The backend that answers for a dataset.</summary>
    public PredictionBackend BackendFor(Dataset dataset) => _choice switch
    {
        BackendChoice.Mock => PredictionBackend.Mock,
        BackendChoice.Rank => PredictionBackend.Rank,
        BackendChoice.Local => PredictionBackend.Local,
        BackendChoice.Relational => isReplay ? PredictionBackend.Replay : PredictionBackend.Kumo,
        _ => dataset.Orders.Count > 0 ? PredictionBackend.Local : PredictionBackend.Mock,
    };

    /// <inheritdoc/>
    public ValueTask<PredictionResult> PredictAsync(Dataset dataset, IReadOnlyList<User> users, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        (BackendFor(dataset) switch
        {
            PredictionBackend.Mock => mock,
            PredictionBackend.Rank => rank,
            PredictionBackend.Local => local,
            _ => relational,
        }).PredictAsync(dataset, users, asOf, cancellationToken);
}
