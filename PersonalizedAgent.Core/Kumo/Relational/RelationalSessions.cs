namespace PersonalizedAgent.Core.Kumo.Relational;

/// <summary>Whether the context of a run of several requests is kept on the server.</summary>
public enum RelationalSessions
{
    /// <summary>Where the server can do it; every request carries its context where it cannot.</summary>
    Auto,

    /// <summary>Never: every request carries its context.</summary>
    Off,
}
