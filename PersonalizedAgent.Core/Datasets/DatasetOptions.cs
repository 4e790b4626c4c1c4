using System.ComponentModel.DataAnnotations;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>Settings of the data, section <c>Dataset</c>.</summary>
public sealed class DatasetOptions
{
    /// <summary>The name of the section in configuration.</summary>
    public const string SectionName = "Dataset";

    /// <summary>The data to start with.</summary>
    /// <value>A folder of CSV files or a users' file, relative to the working directory or else to the program. Empty by default: the dataset last in use, at first the demo shop.</value>
    public string Path { get; set; } = "";

    /// <summary>The day that <see cref="Path"/> runs on.</summary>
    /// <value><see cref="AsOfRule.Automatic"/> by default.</value>
    public AsOfRule AsOf { get; set; }

    /// <summary>Where accepted datasets are kept.</summary>
    /// <value>A folder, relative to the working directory; <c>App_Data/datasets</c> by default. It is made when it is needed.</value>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Dataset:Store must name a folder.")]
    public string Store { get; set; } = "App_Data/datasets";

    /// <summary>Folders of the server from which data may be taken on the page.</summary>
    /// <value>None by default. A folder below an allowed one is allowed too.</value>
    public IList<string> AllowedFolders { get; set; } = [];

    /// <summary>How large a dataset may be.</summary>
    public DatasetLimits Limits { get; set; } = new();
}
