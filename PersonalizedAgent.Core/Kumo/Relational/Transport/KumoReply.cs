namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>What came of a request: the answer's bytes, or why there are none. A server that is down is expected, so it is no exception.</summary>
internal abstract record KumoReply
{
    private KumoReply()
    {
    }

    /// <summary>The server answered with a status 2xx.</summary>
    /// <param name="Body">The answer as it came, unread; at most 64 MiB.</param>
    /// <param name="Took">From the call to the last byte: waiting, attempts and pauses.</param>
    /// <param name="Attempts">How often it was sent; 1 if at once.</param>
    public sealed record Ok(byte[] Body, TimeSpan Took, int Attempts) : KumoReply;

    /// <summary>There is no answer to use.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(KumoFailure Failure) : KumoReply;
}
