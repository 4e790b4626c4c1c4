using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PersonalizedAgent.Core.Actions;
using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo.Context;
using PersonalizedAgent.Core.Kumo.Local.Features;
using PersonalizedAgent.Core.Kumo.Local.Items;
using PersonalizedAgent.Core.Kumo.Rank;

namespace PersonalizedAgent.Core.Kumo.Local;

/// <summary>Learns from a dataset's past. Pure: the same data, time and settings give the same model, to the bit.</summary>
public static class LocalModelFitter
{
    /// <summary>Goes up when the same data would give another model.</summary>
    private const int CodeVersion = 3;

    /// <summary>More examples teach hardly more and take memory and time.</summary>
    private const int MostExamples = 240_000;

    /// <summary>What is bought together shows in so many users; of more an even part is looked at.</summary>
    private const int MostUsersOfItems = 200_000;

    /// <summary>Fits a model.</summary>
    /// <param name="dataset">The data.</param>
    /// <param name="asOf">The time of the prediction: nothing later is looked at.</param>
    /// <param name="options">Horizon and number of anchors.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static LocalModel Fit(Dataset dataset, DateTimeOffset asOf, KumoOptions options, IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var at = Moments.FromDateTime(asOf.DateTime);
        progress?.Report(new FitProgress(0, "learning who will order"));
        var engagement = FitEngagement(dataset, at, options, cancellationToken);
        var responses = new List<FittedTask?>();
        foreach (var action in AgentActions.All)
        {
            progress?.Report(new FitProgress(0.4 + 0.1 * responses.Count, $"learning who responds to {action.WireName()}"));
            responses.Add(FitResponse(dataset, action, at, cancellationToken));
        }

        progress?.Report(new FitProgress(0.7, "learning what is bought next"));
        var items = FitItems(dataset, at, cancellationToken);
        var ranks = RfmRanks.Of(dataset.Users, DateOnly.FromDateTime(asOf.DateTime));
        return new LocalModel(dataset, asOf, VersionOf(dataset, asOf, options), engagement, responses, items, ranks, options);
    }

    /// <summary>The model of engagement alone; <see langword="null"/> where there is too little to learn from.</summary>
    internal static FittedTask? FitEngagement(Dataset dataset, int at, KumoOptions options, CancellationToken cancellationToken)
    {
        var anchors = ContextBuilder.Anchors(dataset.Orders, at, options.HorizonDays, options.TrainAnchors);
        if (anchors.Count == 0)
            return null;
        List<LabelledExample> examples = [.. anchors.SelectMany(anchor => ContextBuilder.Engagement(dataset, anchor, options.HorizonDays, MostExamples / anchors.Count))];
        return FittedTask.Fit(new PredictiveTask.Engagement(options.HorizonDays), dataset, FeatureSet.ForEngagement(dataset), examples, cancellationToken);
    }

    /// <summary>The ranker of items, of orders up to a moment; <see langword="null"/> where orders name none.</summary>
    internal static ItemRanker? FitItems(Dataset dataset, int at, CancellationToken cancellationToken)
    {
        if (!dataset.Orders.HasItems)
            return null;
        var every = (dataset.Users.Count + MostUsersOfItems - 1) / MostUsersOfItems;
        return ItemRanker.Fit(ItemHistories.UpTo(dataset.Orders, dataset.Users.Count, dataset.Items.Count, at, every), dataset.Items.Count, cancellationToken);
    }

    /// <summary>The model of the response to an action, of contacts up to a moment; <see langword="null"/> where they tell too little.</summary>
    internal static FittedTask? FitResponse(Dataset dataset, AgentAction action, int at, CancellationToken cancellationToken) => FittedTask.Fit(
        new PredictiveTask.Response(action),
        dataset,
        FeatureSet.ForResponses(dataset),
        ContextBuilder.Responses(dataset, action, int.MinValue, at, MostExamples / AgentActions.All.Count),
        cancellationToken);

    private static string VersionOf(Dataset dataset, DateTimeOffset asOf, KumoOptions options)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{CodeVersion}\n{dataset.Version}\n{asOf:O}\n{new PredictiveTask.Engagement(options.HorizonDays)}\n{new PredictiveTask.NextItems(options.HorizonDays, options.TopItems)}\n{options.TrainAnchors}");
        return $"local-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]}";
    }
}
