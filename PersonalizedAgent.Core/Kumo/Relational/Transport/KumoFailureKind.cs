namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>What kind of failure a request met.</summary>
internal enum KumoFailureKind
{
    /// <summary>The key is missing or refused.</summary>
    Unauthorized,

    /// <summary>Our own limit of requests per day is reached; nothing was sent.</summary>
    QuotaReached,

    /// <summary>The server cannot use the request; the answer's body says why.</summary>
    InvalidRequest,

    /// <summary>The request is too large for the server: fewer rows may pass.</summary>
    TooLarge,

    /// <summary>Nothing is there: a wrong path, or, for a request in a session, a session that is gone.</summary>
    NotFound,

    /// <summary>The server has no sessions: go without.</summary>
    NotSupported,

    /// <summary>The server cannot be reached, is overloaded or answers what cannot be understood at all.</summary>
    Unavailable,

    /// <summary>No whole answer came in time.</summary>
    TimedOut,

    /// <summary>The answer is larger than allowed, or damaged.</summary>
    InvalidAnswer,

    /// <summary>Replaying recorded exchanges: this one is not among them, or its file is damaged; recording: it could not be kept.</summary>
    NotRecorded,
}
