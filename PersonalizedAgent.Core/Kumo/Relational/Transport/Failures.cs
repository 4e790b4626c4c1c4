using System.Globalization;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>The failures in words: what happened and what to do about it.</summary>
internal static class Failures
{
    private const string CheckUrl = "Check Kumo:Relational:BaseUrl.";
    private const string KeyAdvice = $"Put a valid key into {RelationalKey.Variable} ({RelationalKey.NvidiaVariable} for nvidia.com) and set Kumo:Relational:Key to how the server wants it: XApiKey or Bearer.";

    public static KumoFailure NoKey { get; } = new(KumoFailureKind.Unauthorized, "A key is to be sent, but there is none.", $"Put the key into {RelationalKey.Variable} ({RelationalKey.NvidiaVariable} for nvidia.com), or set Kumo:Relational:Key to None.");

    /// <summary>An answer with a status other than 2xx.</summary>
    public static KumoFailure OfStatus(Call call, int status, DateTimeOffset? retryAt, bool keyDropped)
    {
        var (kind, message, advice) = (status, call.Kind) switch
        {
            (404 or 405 or 501, CallKind.CreateSession) => (KumoFailureKind.NotSupported, "The server has no sessions", "Send the context with every request (Kumo:Relational:Sessions = off)."),
            (401 or 403, _) when keyDropped => (KumoFailureKind.Unauthorized, "The request was redirected to another server, which wants a key; the key was not sent there", $"Set Kumo:Relational:BaseUrl to the server itself."),
            (401 or 403, _) => (KumoFailureKind.Unauthorized, "The server refuses the key, or wants one", KeyAdvice),
            (404, CallKind.PredictInSession) => (KumoFailureKind.NotFound, "The session is gone", "Create it again."),
            (404, CallKind.Predict) => (KumoFailureKind.NotFound, "Nothing answers at this address", "Check Kumo:Relational:BaseUrl and Kumo:Relational:PredictionsPath."),
            (404, _) => (KumoFailureKind.NotFound, "Nothing answers at this address", CheckUrl),
            (413, _) => (KumoFailureKind.TooLarge, "The request is too large for the server", "Send fewer users at a time, or fewer examples."),
            (400 or 422, _) => (KumoFailureKind.InvalidRequest, "The server cannot use the request", "Its answer says what is wrong."),
            (429, _) => (KumoFailureKind.Unavailable, "The server gets too many requests", When(retryAt)),
            (503, CallKind.Ready) => (KumoFailureKind.Unavailable, "The server is not ready yet", When(retryAt)),
            (408 or >= 500, _) => (KumoFailureKind.Unavailable, "The server is overloaded or broken", When(retryAt)),
            _ => (KumoFailureKind.Unavailable, "The server gave an answer that is not foreseen", CheckUrl),
        };
        return new KumoFailure(kind, string.Create(CultureInfo.InvariantCulture, $"{message} (HTTP {status})."), advice) { Status = status, RetryAt = retryAt };
    }

    public static KumoFailure NoConnection(Uri target, HttpRequestError error)
    {
        var cause = error switch
        {
            HttpRequestError.NameResolutionError => "its name is not known",
            HttpRequestError.ProxyTunnelError => "the proxy does not let it pass",
            _ => "nobody answers there",
        };
        return new(KumoFailureKind.Unavailable, $"No connection to {ServerAddress.Origin(target)}: {cause}.", $"Start the server, or check Kumo:Relational:BaseUrl.");
    }

    public static KumoFailure NoTrust(Uri target) =>
        new(KumoFailureKind.Unavailable, $"No secure connection to {ServerAddress.Origin(target)}: its certificate is not trusted, or it does not speak TLS.", "Check the certificate and Kumo:Relational:BaseUrl.");

    public static KumoFailure Cut(Uri target) =>
        new(KumoFailureKind.Unavailable, $"The connection to {ServerAddress.Origin(target)} was cut before the answer was whole.", "Try again later; the server's log may say why.");

    public static KumoFailure Redirected(string what) => new(KumoFailureKind.Unavailable, what, "Set Kumo:Relational:BaseUrl to the server itself.");

    public static KumoFailure TooLong(long limit) =>
        new(KumoFailureKind.InvalidAnswer, string.Create(CultureInfo.InvariantCulture, $"The answer is larger than {limit / 1024.0 / 1024:0.###} MiB; the rest was not read."), "Ask for fewer users at a time.");

    public static KumoFailure Garbled => new(KumoFailureKind.InvalidAnswer, "The answer is damaged: it cannot be unpacked.", CheckUrl);

    public static KumoFailure AttemptTimedOut(int seconds) => TimedOut(seconds, "one attempt", "Kumo:Relational:AttemptTimeoutSeconds");

    public static KumoFailure ProbeTimedOut(int seconds) => TimedOut(seconds, "a probe", "Kumo:Relational:ProbeTimeoutSeconds");

    /// <param name="seconds">The time in all.</param>
    /// <param name="last">What the last attempt met, if one ended.</param>
    public static KumoFailure TotalTimedOut(int seconds, KumoFailure? last)
    {
        var failure = TimedOut(seconds, "all attempts", "Kumo:Relational:TotalTimeoutSeconds");
        return last is null ? failure : failure with { Message = $"{failure.Message} Last: {last.Message}" };
    }

    public static KumoFailure CircuitOpen(int failures, DateTimeOffset until) =>
        new(KumoFailureKind.Unavailable, string.Create(CultureInfo.InvariantCulture, $"The server failed {failures} times in a row and is left alone for now."), When(until)) { RetryAt = until };

    public static KumoFailure QuotaReached(DailyQuota quota) =>
        new(KumoFailureKind.QuotaReached, string.Create(CultureInfo.InvariantCulture, $"The limit of {quota.Limit} requests a day is reached; it starts anew at {quota.ResetsAt:yyyy-MM-dd HH:mm} UTC."), "Wait, or raise Kumo:Relational:RequestsPerDay.") { RetryAt = quota.ResetsAt };

    private static KumoFailure TimedOut(int seconds, string what, string setting) =>
        new(KumoFailureKind.TimedOut, string.Create(CultureInfo.InvariantCulture, $"No whole answer within {seconds} s, the limit of {what}."), $"Ask for less at a time, or raise {setting}.");

    private static string When(DateTimeOffset? at) =>
        at is null ? "Try again later." : string.Create(CultureInfo.InvariantCulture, $"Try again after {at.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");
}
