namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>What a request is for.</summary>
internal enum CallKind
{
    /// <summary>A prediction with its context.</summary>
    Predict,

    /// <summary>Keep a context on the server.</summary>
    CreateSession,

    /// <summary>A prediction with a context kept on the server.</summary>
    PredictInSession,

    /// <summary>Drop a context.</summary>
    DeleteSession,

    /// <summary>Is the server ready?</summary>
    Ready,

    /// <summary>Which models does it have?</summary>
    Models,
}
