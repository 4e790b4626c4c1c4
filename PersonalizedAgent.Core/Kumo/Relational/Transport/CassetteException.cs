namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>An exchange could not be replayed or kept. It is caught where a request is sent, and becomes a failure.</summary>
/// <param name="message">What happened.</param>
/// <param name="advice">What to do about it.</param>
/// <param name="inner">The cause.</param>
internal sealed class CassetteException(string message, string advice, Exception? inner = null) : Exception(message, inner)
{
    public KumoFailure Failure { get; } = new(KumoFailureKind.NotRecorded, message, advice);
}
