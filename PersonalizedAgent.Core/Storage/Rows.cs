namespace PersonalizedAgent.Core.Storage;

/// <summary>A decision as a row. What is searched by has a column of its own; all else stands in the receipt.</summary>
internal sealed class DecisionRow
{
    public long Sequence { get; set; }

    public Guid Id { get; set; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long At { get; set; }

    public string Dataset { get; set; } = "";

    public string UserId { get; set; } = "";

    public string Action { get; set; } = "";

    public byte[] Receipt { get; set; } = [];

    public string Hash { get; set; } = "";
}

/// <summary>A reward as a row.</summary>
internal sealed class RewardRow
{
    public long Sequence { get; set; }

    public Guid DecisionId { get; set; }

    public double Value { get; set; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long At { get; set; }

    public bool IsDefault { get; set; }
}

/// <summary>A user who does not want to be contacted.</summary>
internal sealed class OptOutRow
{
    public string Audience { get; set; } = "";

    public string UserId { get; set; } = "";

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long At { get; set; }
}

/// <summary>Something to be known of the log as a whole.</summary>
internal sealed class MetaRow
{
    /// <summary>The log's id.</summary>
    public const string LogId = "log";

    /// <summary>The link before the oldest receipt that is kept.</summary>
    public const string ChainStart = "chain_start";

    public string Key { get; set; } = "";

    public string Value { get; set; } = "";
}
