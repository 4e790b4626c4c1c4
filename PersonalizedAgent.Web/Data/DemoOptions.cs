using System.ComponentModel.DataAnnotations;

namespace PersonalizedAgent.Web.Data;

/// <summary>Settings of the demo, section <c>Demo</c>.</summary>
internal sealed class DemoOptions
{
    public const string SectionName = "Demo";

    /// <summary>The demo's data.</summary>
    /// <value>A folder of CSV files, relative to the working directory or else to the program; <c>data/shop</c> by default.</value>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Demo:Path must name a folder.")]
    public string Path { get; set; } = "data/shop";

    /// <summary>The day on which the demo's clock stands still.</summary>
    /// <value>The day after its last event, 2025-08-13, by default. <see langword="null"/>: it runs with the clock.</value>
    public DateOnly? Today { get; set; } = new DateOnly(2025, 8, 13);
}
