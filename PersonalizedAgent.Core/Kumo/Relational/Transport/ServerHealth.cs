namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>What an attempt tells about the server, for the circuit.</summary>
internal enum ServerHealth
{
    /// <summary>Nothing: it was not asked.</summary>
    Unknown,

    /// <summary>It answers, be it with a refusal.</summary>
    Alive,

    /// <summary>It cannot be reached, does not answer in time, or answers that it is broken.</summary>
    Down,
}
