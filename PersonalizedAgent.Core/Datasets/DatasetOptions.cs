using System.ComponentModel.DataAnnotations;

namespace PersonalizedAgent.Core.Datasets;

/// <summary>Settings of the data, section <c>Dataset</c>.</summary>
public sealed class DatasetOptions
{
    /// <summary>The name of the section in configuration.</summary>
    public const string SectionName = "Dataset";

    /// <summary>The users' file.</summary>
    /// <value>A path, relative to the working directory or else to the program; <c>data/mock_user_data.csv</c> by default.</value>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Dataset:Path must name a users' file.")]
    public string Path { get; set; } = "data/mock_user_data.csv";
}
