using System.ComponentModel.DataAnnotations;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>Settings of the prediction backend, section <c>Kumo</c>.</summary>
public sealed class KumoOptions
{
    /// <summary>The name of the section in configuration.</summary>
    public const string SectionName = "Kumo";

    /// <summary>The backend asked at first; the page can change it while the program runs.</summary>
    /// <value><see cref="BackendChoice.Auto"/> by default.</value>
    [EnumDataType(typeof(BackendChoice), ErrorMessage = "Kumo:Backend must be auto, mock, rank or local.")]
    public BackendChoice Backend { get; set; }

    /// <summary>How far predictions reach.</summary>
    /// <value>In days, 1 to 365; 30 by default.</value>
    [Range(1, 365, ErrorMessage = "Kumo:HorizonDays must lie between 1 and 365.")]
    public int HorizonDays { get; set; } = 30;

    /// <summary>How many items are ranked for a user.</summary>
    /// <value>1 to 100; 5 by default.</value>
    [Range(1, 100, ErrorMessage = "Kumo:TopItems must lie between 1 and 100.")]
    public int TopItems { get; set; } = 5;

    /// <summary>How many times in the past the local model learns from: one, two and more horizons ago.</summary>
    /// <value>1 to 60; 3 by default. Fewer where the data does not reach back so far.</value>
    [Range(1, 60, ErrorMessage = "Kumo:TrainAnchors must lie between 1 and 60.")]
    public int TrainAnchors { get; set; } = 3;

    /// <summary>Settings of the mock, section <c>Kumo:Mock</c>.</summary>
    public MockKumoOptions Mock { get; set; } = new();
}
