namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>A dataset kept on disk.</summary>
/// <param name="Id">Names its folder; made of letters, digits and dashes.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Manifest">What is known of it.</param>
public sealed record KeptDataset(string Id, string Folder, DatasetManifest Manifest)
{
    /// <summary>What to read it from.</summary>
    public DatasetSource Source => Manifest.ToSource(Folder);
}
