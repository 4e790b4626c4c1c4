using PersonalizedAgent.Core.Datasets.Intake;

namespace PersonalizedAgent.Web.Data;

/// <summary>A dataset that can be switched to.</summary>
/// <param name="Key">Names it: <c>demo</c>, <c>setting</c>, or the id under which it is kept.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Manifest">What is known of it without reading it; only of a kept one.</param>
public sealed record DatasetEntry(string Key, string Name, DatasetOrigin Origin, DatasetManifest? Manifest = null)
{
    /// <summary>The key of the demo.</summary>
    public const string DemoKey = "demo";
    /// <summary>The key of the dataset that the setting names.</summary>
    public const string SettingKey = "setting";

    /// <summary>The entry of a kept dataset.</summary>
    public static DatasetEntry Of(KeptDataset kept) => new(kept.Id, kept.Manifest.Name, DatasetOrigin.Kept, kept.Manifest);
}

/// <summary>Where a dataset comes from.</summary>
public enum DatasetOrigin
{
    /// <summary>It comes with the program.</summary>
    Demo,

    /// <summary>The setting Dataset:Path names it.</summary>
    Setting,

    /// <summary>It was taken on the page Data and is kept on disk.</summary>
    Kept,
}
