using System.Text.Json.Serialization;
using PersonalizedAgent.Core.Datasets.Reading;

namespace PersonalizedAgent.Core.Datasets.Intake;

/// <summary>What is known of a kept dataset without reading it; stands beside its files as <c>dataset.json</c>.</summary>
public sealed record DatasetManifest
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset KeptAt { get; init; }

    /// <summary>Which day it takes for today.</summary>
    public AsOfRule AsOf { get; init; }

    /// <summary>Its files.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>The dataset's version.</summary>
    public required string Version { get; init; }

    /// <summary>How many users there are.</summary>
    public int Users { get; init; }

    /// <summary>How many items there are.</summary>
    public int Items { get; init; }

    /// <summary>How many orders there are.</summary>
    public int Orders { get; init; }

    /// <summary>How many contacts there are.</summary>
    public int Contacts { get; init; }

    /// <summary>The size of its files, in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The manifest of a dataset.</summary>
    /// <param name="dataset">The dataset as it was read.</param>
    /// <param name="source">What it was read from.</param>
    /// <param name="keptAt">When it is taken.</param>
    public static DatasetManifest Of(Dataset dataset, DatasetSource source, DateTimeOffset keptAt) => new()
    {
        Name = dataset.Name,
        KeptAt = keptAt,
        AsOf = source.AsOf,
        Files = [.. source.Files.Select(file => new ManifestFile(file.Table, file.FileName, file.Columns, file.Dates))],
        Version = dataset.Version,
        Users = dataset.Users.Count,
        Items = dataset.Items.Count,
        Orders = dataset.Orders.Count,
        Contacts = dataset.Contacts.Count,
        Bytes = source.Files.Sum(file => new FileInfo(file.Path).Length),
    };

    /// <summary>What to read it from.</summary>
    /// <param name="folder">Where it lies.</param>
    public DatasetSource ToSource(string folder) =>
        new(Name, [.. Files.Select(file => new TableFile(file.Table, Path.Combine(folder, Path.GetFileName(file.File)), file.Columns, file.Dates))]) { AsOf = AsOf };
}

/// <summary>A file of a kept dataset.</summary>
/// <param name="Table">The table it holds.</param>
/// <param name="File">Its name.</param>
/// <param name="Columns">For each field used, by name, the column's index.</param>
/// <param name="Dates">In which order its dates name day, month and year.</param>
public sealed record ManifestFile(DatasetTable Table, string File, IReadOnlyDictionary<string, int> Columns, DateOrder Dates);

/// <summary>The manifest's JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DatasetManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
