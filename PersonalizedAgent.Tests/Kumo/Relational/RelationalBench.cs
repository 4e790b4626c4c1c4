using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Kumo.Rank;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Core.Users;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational;

/// <summary>A client of a stub, both with the same clock: each request is sent once, answers need no key, and the model looks at little.</summary>
internal sealed class RelationalBench : IAsyncDisposable
{
    public static readonly DateTimeOffset AsOf = World.AsOf(World.Start.AddDays(150).AddHours(10).AddMinutes(20));

    /// <summary>The best action is to recommend a product, by all examples alike.</summary>
    public static readonly Dataset Recommending = Alike(AgentAction.RecommendProduct);

    /// <summary>The best action is to send a message, by all examples alike: no products are ranked.</summary>
    public static readonly Dataset Messaging = Alike(AgentAction.SendMessage);

    private static readonly Lazy<LocalModel> RecommendingModel = new(() => LocalModelFitter.Fit(Recommending, AsOf, new KumoOptions()));
    private static readonly Lazy<LocalModel> MessagingModel = new(() => LocalModelFitter.Fit(Messaging, AsOf, new KumoOptions()));

    private KumoStubServer? _stub;

    private RelationalBench(KumoStubServer? stub, ManualClock clock, RelationalOptions options, KumoOptions kumo, string? key)
    {
        (_stub, Clock, Options, Kumo) = (stub, clock, options, kumo);
        Local = new LocalKumoClient(ModelOfAsync, new RankKumoClient());
        Client = RelationalKumoClient.Create(options, kumo, name => name == RelationalKey.Variable ? key : null, Local, ModelOfAsync, clock);
    }

    public ManualClock Clock { get; }

    public RelationalOptions Options { get; }

    public KumoOptions Kumo { get; }

    public LocalKumoClient Local { get; }

    public RelationalKumoClient Client { get; }

    public KumoStubServer Stub => _stub!;

    /// <summary>Starts a stub and a client of it.</summary>
    /// <param name="vary">Changes the client's settings.</param>
    /// <param name="kumo">Further settings.</param>
    /// <param name="stub">How the stub is started.</param>
    /// <param name="key">The client's key.</param>
    public static async Task<RelationalBench> StartAsync(Action<RelationalOptions>? vary = null, KumoOptions? kumo = null, KumoStubOptions? stub = null, string? key = null)
    {
        var clock = new ManualClock();
        var server = await KumoStubServer.StartAsync((stub ?? new KumoStubOptions()) with { Clock = clock });
        return new RelationalBench(server, clock, NewOptions(server.Url, vary), kumo ?? new KumoOptions(), key);
    }

    /// <summary>A client of a stub that is gone.</summary>
    public static RelationalBench Without(string url, KumoOptions kumo) => new(null, new ManualClock(), NewOptions(url, null), kumo, null);

    public async Task<Prediction> AskAsync(Dataset dataset, int row = 0, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default) =>
        (await AskAsync(dataset, [row], asOf, cancellationToken))[0];

    public async Task<IReadOnlyList<Prediction>> AskAsync(Dataset dataset, IEnumerable<int> rows, DateTimeOffset? asOf = null, CancellationToken cancellationToken = default)
    {
        User[] users = [.. rows.Select(row => dataset.Users[row])];
        var predictions = Assert.IsType<PredictionResult.Predicted>(await Client.PredictAsync(dataset, users, asOf ?? AsOf, cancellationToken)).Predictions;
        Assert.Equal(users.Select(user => user.UserId), predictions.Select(prediction => prediction.UserId));
        return predictions;
    }

    /// <summary>What the local model says.</summary>
    public async Task<Prediction> LocalAsync(Dataset dataset, int row = 0) =>
        ((PredictionResult.Predicted)await Local.PredictAsync(dataset, [dataset.Users[row]], AsOf, default)).Predictions[0];

    /// <summary>How many requests the stub got: sessions, questions in them, questions without.</summary>
    public (int Sessions, int InSession, int Alone) Counts => (Stub.CountOf(CallKind.CreateSession), Stub.CountOf(CallKind.PredictInSession), Stub.CountOf(CallKind.Predict));

    public async Task StopStubAsync()
    {
        var port = new Uri(Stub.Url).Port;
        await Stub.DisposeAsync();
        (_stub, StoppedAt) = (null, port);
    }

    public int StoppedAt { get; private set; }

    public async Task RestartStubAsync() => _stub = await KumoStubServer.StartAsync(new KumoStubOptions { Clock = Clock, Port = StoppedAt });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_stub is not null)
            await _stub.DisposeAsync();
    }

    private static RelationalOptions NewOptions(string url, Action<RelationalOptions>? vary)
    {
        var options = new RelationalOptions { BaseUrl = url, Retries = 0, RunMode = RelationalRunMode.Debug };
        vary?.Invoke(options);
        return options;
    }

    private static ValueTask<LocalModel?> ModelOfAsync(Dataset dataset, CancellationToken _) => new(dataset == Recommending ? RecommendingModel.Value : dataset == Messaging ? MessagingModel.Value : null);

    private static Dataset Alike(AgentAction best)
    {
        var world = World.MadeUp(1);
        for (var i = 0; i < world.Contacts.Count; i++)
            world.Contacts[i] = world.Contacts[i] with { Responded = world.Contacts[i].Action == best };
        return world.Read();
    }
}
