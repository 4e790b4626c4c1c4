using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Intake;
using PersonalizedAgent.Core.Datasets.Shop;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;
using PersonalizedAgent.Core.Users;

namespace PersonalizedAgent.Benchmarks.Regret;

/// <summary>A generated shop in the four weeks after its data: what the local model predicts for each user on each day, and how likely the user truly responds.</summary>
/// <remarks>Nobody orders in these weeks, so that all policies meet the same users.</remarks>
internal sealed class ShopWorld
{
    /// <summary>Two weekends to a payday, and each day of the week alike.</summary>
    public const int Days = 28;

    private readonly CustomerKind[] _kinds;
    private readonly DateOnly?[] _lastOrders;
    private readonly Prediction?[] _predictions;
    private readonly User[] _users;

    private ShopWorld(LocalModel model)
    {
        Model = model;
        var dataset = model.Dataset;
        var byName = CustomerKinds.All.ToDictionary(kind => kind.DisplayName(), StringComparer.Ordinal);
        var column = dataset.Users.Columns.Single(other => other.Name == "kind");
        _users = [.. Enumerable.Range(0, dataset.Users.Count).Select(row => dataset.Users[row])];
        _kinds = [.. _users.Select((_, row) => byName[(string)dataset.Users.ValueOf(row, column)!])];
        _lastOrders = [.. _users.Select((_, row) => dataset.Orders.LastDayOf(row, ShopCalendar.LastDay))];
        _predictions = new Prediction?[_users.Length * Days];
    }

    /// <summary>Fitted on all data of the shop.</summary>
    public LocalModel Model { get; }

    public int Users => _users.Length;

    /// <summary>Generates a shop, reads it back and fits the local model.</summary>
    public static ShopWorld Of(int users, int seed, TimeProvider clock)
    {
        var folder = Directory.CreateTempSubdirectory("personalized-agent-regret-");
        try
        {
            ShopGenerator.Write(folder.FullName, users, seed);
            var limits = new DatasetLimits();
            if (DatasetFolder.TryFind(folder.FullName, limits, out var source) is { } reason)
                throw new UsageException(reason);
            var dataset = ((DatasetReadResult.Read)DatasetReader.Read(source with { FixedToday = ShopCalendar.Today }, limits, ShopCalendar.Today)).Dataset;
            return new ShopWorld(LocalModelFitter.Fit(dataset, dataset.AsOf(clock), new KumoOptions()));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public User User(int row) => _users[row];

    public static DateTimeOffset TimeOf(int day) => new(ShopCalendar.Today.AddDays(day).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>The prediction of a day, worked out when first asked for.</summary>
    public Prediction Predict(int row, int day) => _predictions[row * Days + day] ??= Model.Predict(row, TimeOf(day));

    /// <summary>The true probability of a response, which no policy sees.</summary>
    public double Truth(int row, int day, AgentAction action) => ShopResponses.Probability(_kinds[row], action, ShopCalendar.Today.AddDays(day), _lastOrders[row]);
}
