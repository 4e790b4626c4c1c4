namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Whether exchanges with the server are kept, or taken from kept ones.</summary>
public enum CassetteMode
{
    /// <summary>Neither.</summary>
    Off,

    /// <summary>The server is asked, and every exchange kept.</summary>
    Record,

    /// <summary>The server is not asked: answers are the kept ones.</summary>
    Replay,
}
