using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Datasets.Reading;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Core.Evaluation;

/// <summary>How good the predictions on a dataset are, tried on its last horizon, which the models tried have not seen.</summary>
/// <param name="Engagement">Who orders; <see langword="null"/> where it cannot be tried.</param>
/// <param name="EngagementReason">Why it cannot.</param>
/// <param name="Responses">Who responds to what, by action; empty where contacts tell too little.</param>
/// <param name="Items">What is bought next; <see langword="null"/> where orders tell nothing of it.</param>
/// <param name="Truth">How far the model in use lies from the truth; of the invented shop alone.</param>
public sealed record QualityReport(
    EngagementReport? Engagement, string? EngagementReason, IReadOnlyList<ResponseReport> Responses, ItemReport? Items, ShopTruth? Truth)
{
    /// <summary>Tries the predictions.</summary>
    /// <param name="model">The model in use: its data, time and settings are tried one horizon earlier.</param>
    /// <param name="options">Horizon and number of anchors.</param>
    /// <param name="clock">Measures times.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static QualityReport Of(LocalModel model, KumoOptions options, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        Dataset dataset = model.Dataset;
        var anchor = AnchorOf(model, options.HorizonDays);
        var engagement = EngagementTrial.Run(dataset, anchor, options, clock, out var reason, cancellationToken);
        return new QualityReport(
            engagement,
            reason,
            ResponseTrial.Run(dataset, anchor, options.HorizonDays, cancellationToken),
            ItemTrial.Run(dataset, anchor, options.HorizonDays, cancellationToken),
            ShopTruth.Of(model));
    }

    /// <summary>The last moment known to what is tried: one horizon before a model's own. Data of the first days that moments can tell has none before it; then the trials say that there is nothing to learn from.</summary>
    internal static DateTime AnchorOf(LocalModel model, int horizonDays) =>
        Moments.ToDateTime((int)Math.Max(Moments.FromDateTime(model.AsOf.DateTime) - (long)horizonDays * Moments.SecondsPerDay, Moments.Min));
}
