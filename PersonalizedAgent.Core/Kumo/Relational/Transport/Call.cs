namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>One request as the caller means it; it may be sent several times.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Where it goes first.</param>
/// <param name="Body">JSON; <see langword="null"/> for a request without body.</param>
internal sealed record Call(CallKind Kind, HttpMethod Method, Uri Target, ReadOnlyMemory<byte>? Body = null)
{
    /// <summary>Whether it is sent again after a status that may pass. A new session is not: the first may exist unseen.</summary>
    public bool RetriesStatus => Kind is CallKind.Predict or CallKind.PredictInSession;

    /// <summary>Whether it is short: sent once, with the timeout of probes, whatever the circuit says.</summary>
    public bool IsBrief => Kind is CallKind.DeleteSession or CallKind.Ready or CallKind.Models;

    /// <summary>Whether it waits for its turn. A probe does not: behind long predictions it would always find the server slow.</summary>
    public bool TakesTurn => Kind is not (CallKind.Ready or CallKind.Models);

    /// <summary>Whether it counts into the daily limit.</summary>
    public bool IsCounted => Body is not null;
}
