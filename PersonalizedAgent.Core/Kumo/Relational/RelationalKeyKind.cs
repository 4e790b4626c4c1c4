namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>How the key is sent to the server.</summary>
public enum RelationalKeyKind
{
    /// <summary>No key is sent: a server of one's own.</summary>
    None,

    /// <summary>Header <c>X-API-Key</c>: a gateway before a server of one's own.</summary>
    XApiKey,

    /// <summary>Header <c>Authorization: Bearer</c>: NVIDIA's API catalog.</summary>
    Bearer,
}
