using PersonalizedAgent.Core.Datasets;
using PersonalizedAgent.Core.Kumo;
using PersonalizedAgent.Core.Kumo.Local;

namespace PersonalizedAgent.Tests.Kumo.Local;

/// <summary>The demo shop and its model as of its own today, read and fitted once; both never change.</summary>
internal static class ShopModel
{
    private static readonly Lazy<LocalModel> Fitted = new(() => LocalModelFitter.Fit(World.ReadShop(), AsOf, new KumoOptions()));

    public static DateTimeOffset AsOf { get; } = new(2025, 8, 13, 0, 0, 0, TimeSpan.Zero);

    public static LocalModel Model => Fitted.Value;

    public static Dataset Dataset => Model.Dataset;
}
