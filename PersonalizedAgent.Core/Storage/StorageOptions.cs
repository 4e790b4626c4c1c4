using System.ComponentModel.DataAnnotations;

namespace PersonalizedAgent.Core.Storage;

/// <summary>Settings of what is kept, section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>The name of the section in configuration.</summary>
    public const string SectionName = "Storage";

    /// <summary>Where decisions are kept.</summary>
    /// <value><see cref="StorageKind.Sqlite"/> by default.</value>
    public StorageKind Kind { get; set; } = StorageKind.Sqlite;

    /// <summary>The SQLite file; a relative path begins at the working directory.</summary>
    /// <value><c>Data Source=App_Data/agent.db</c> by default.</value>
    [Required(AllowEmptyStrings = false, ErrorMessage = "Storage:ConnectionString must name a file, such as Data Source=App_Data/agent.db.")]
    public string ConnectionString { get; set; } = "Data Source=App_Data/agent.db";

    /// <summary>What a decision that was answered survives.</summary>
    /// <value><see cref="Durability.Normal"/> by default.</value>
    public Durability Durability { get; set; } = Durability.Normal;

    /// <summary>How many decisions are kept; the oldest make room, with their rewards.</summary>
    /// <value>0, the default, keeps all.</value>
    [Range(0, long.MaxValue, ErrorMessage = "Storage:MaxDecisions must not be negative; 0 keeps all.")]
    public long MaxDecisions { get; set; }

    /// <summary>How many days a decision is kept.</summary>
    /// <value>0, the default, keeps all.</value>
    [Range(0, 36_500, ErrorMessage = "Storage:KeepDays must lie between 0 (all) and 36500.")]
    public int KeepDays { get; set; }
}

/// <summary>Where decisions are kept.</summary>
public enum StorageKind
{
    /// <summary>In a file of SQLite.</summary>
    Sqlite,

    /// <summary>In memory: a restart forgets them.</summary>
    Memory,
}

/// <summary>What a decision that was answered survives.</summary>
public enum Durability
{
    /// <summary>That the process is killed (<c>PRAGMA synchronous = NORMAL</c>).</summary>
    Normal,

    /// <summary>That the power goes, too (<c>PRAGMA synchronous = FULL</c>); slower.</summary>
    Full,
}
