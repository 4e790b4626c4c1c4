using System.Diagnostics;
using System.Net.Http.Headers;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>The key of a server. It can be sent, not printed: <see cref="ToString"/> says <c>***</c>.</summary>
[DebuggerDisplay("***")]
internal sealed class RelationalKey
{
    /// <summary>The environment variable, or setting, that holds the key.</summary>
    public const string Variable = "KUMO_API_KEY";

    /// <summary>The one that is taken too where the server is NVIDIA's.</summary>
    public const string NvidiaVariable = "NVIDIA_API_KEY";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <exception cref="ArgumentException">There is no key, or it has characters that cannot stand in a header. The message does not repeat it.</exception>
    public RelationalKey(string value)
    {
        _value = value.Trim();
        if (_value.Length == 0 || _value.Any(c => c is <= ' ' or > '~'))
            throw new ArgumentException("A key must be printable ASCII without blanks.");
    }

    /// <summary>Looks for the key of a server.</summary>
    /// <param name="lookup">Gives the value of a variable or setting, or <see langword="null"/>.</param>
    /// <param name="baseUrl">The server: NVIDIA's variable counts for nvidia.com and hosts below it only.</param>
    /// <returns><see langword="null"/> if there is none; a blank one counts as none.</returns>
    public static RelationalKey? Find(Func<string, string?> lookup, Uri baseUrl)
    {
        var value = lookup(Variable);
        if (string.IsNullOrWhiteSpace(value) && IsNvidia(baseUrl.IdnHost))
            value = lookup(NvidiaVariable);
        return string.IsNullOrWhiteSpace(value) ? null : new RelationalKey(value);
    }

    /// <summary>Puts the key into the headers of a request.</summary>
    public void AddTo(HttpRequestHeaders headers, RelationalKeyKind kind)
    {
        if (kind == RelationalKeyKind.XApiKey)
            headers.Add("X-API-Key", _value);
        else if (kind == RelationalKeyKind.Bearer)
            headers.Authorization = new AuthenticationHeaderValue("Bearer", _value);
    }

    /// <inheritdoc/>
    public override string ToString() => "***";

    private static bool IsNvidia(string host) =>
        host.Equals("nvidia.com", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".nvidia.com", StringComparison.OrdinalIgnoreCase);
}
