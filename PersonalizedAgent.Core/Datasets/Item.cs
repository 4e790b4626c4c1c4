namespace PersonalizedAgent.Core.Datasets;

/// <summary>A thing sold.</summary>
/// <param name="ItemId">What names it.</param>
/// <param name="Name">What people call it, if the data says so.</param>
/// <param name="Category">The kind of thing it is, if the data says so.</param>
/// <param name="Price">What one costs, in the data's own currency; <see langword="null"/> where the data does not say.</param>
/// <param name="IsListed">Whether it stands in the items' file; else only orders name it.</param>
public sealed record Item(string ItemId, string? Name, string? Category, double? Price, bool IsListed)
{
    /// <summary>The name, or the id where there is none.</summary>
    public string Title => Name ?? ItemId;
}
