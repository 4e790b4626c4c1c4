using System.ComponentModel.DataAnnotations;
using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Core.Kumo;

/// <summary>Settings of the prediction backend, section <c>Kumo</c>.</summary>
public sealed class KumoOptions
{
    /// <summary>The name of the section in configuration.</summary>
    public const string SectionName = "Kumo";

    /// <summary>The backend asked at first; the page can change it while the program runs.</summary>
    /// <value><see cref="BackendChoice.Auto"/> by default.</value>
    [EnumDataType(typeof(BackendChoice), ErrorMessage = "Kumo:Backend must be auto, mock, rank, local or relational.")]
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

    /// <summary>Whether exchanges with the KumoRFM service are kept, or taken from kept ones.</summary>
    /// <value><see cref="CassetteMode.Off"/> by default.</value>
    [EnumDataType(typeof(CassetteMode), ErrorMessage = "Kumo:Cassette must be off, record or replay.")]
    public CassetteMode Cassette { get; set; }

    /// <summary>Where exchanges are kept. They hold what was sent and answered, the values of people included.</summary>
    /// <value>A folder, relative to the working directory; <c>App_Data/cassettes</c> by default.</value>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Kumo:CassetteFolder must name a folder.")]
    public string CassetteFolder { get; set; } = "App_Data/cassettes";

    /// <summary>Settings of the mock, section <c>Kumo:Mock</c>.</summary>
    public MockKumoOptions Mock { get; set; } = new();
}
