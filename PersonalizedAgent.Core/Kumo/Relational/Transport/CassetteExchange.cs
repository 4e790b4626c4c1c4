namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>One exchange as it is kept in a file: no host, no key. The bodies are what was sent and answered, people's values included.</summary>
/// <param name="Hash">What it is found by: <see cref="CassetteHash"/>.</param>
/// <param name="Request">What was sent.</param>
/// <param name="Response">What was answered.</param>
internal sealed record CassetteExchange(string Hash, CassetteExchange.Sent Request, CassetteExchange.Answer Response)
{
    /// <summary>A request.</summary>
    /// <param name="Method">The HTTP method.</param>
    /// <param name="Path">The path, with the name of the session in place of its id.</param>
    /// <param name="Body">The body.</param>
    public sealed record Sent(string Method, string Path, CassetteBody Body);

    /// <summary>An answer.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Headers">The few headers that matter.</param>
    /// <param name="Body">The body.</param>
    public sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, CassetteBody Body);
}
