using System.Net;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>What may be said and done about the address of a server.</summary>
internal static class ServerAddress
{
    private const string Name = "Kumo:Relational:BaseUrl";

    /// <summary>What is wrong with a base URL; <see langword="null"/> if nothing is. The URL itself is not repeated: it may hold a password.</summary>
    public static string? Problem(string? url, bool sendsKey)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
            return $"{Name} must be an http or https URL.";
        if (address.UserInfo.Length > 0)
            return $"{Name} must not hold a user or password (user:password@). Put the key into KUMO_API_KEY.";
        if (address.Query.Length > 0 || address.Fragment.Length > 0)
            return $"{Name} must not have a query or fragment.";
        if (sendsKey && address.Scheme == Uri.UriSchemeHttp && !IsLoopback(address))
            return $"{Name} must be an https URL, since a key is sent: over plain http to another machine anybody on the way could read it. Use https, or set Kumo:Relational:Key to None.";
        return null;
    }

    /// <summary>Whether the address is this machine: localhost, 127.0.0.0/8 or ::1.</summary>
    public static bool IsLoopback(Uri address) =>
        string.Equals(address.IdnHost, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Whether two addresses have scheme, host and port in common.</summary>
    public static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Scheme, host and port, for messages.</summary>
    public static string Origin(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>An address below the base, whose own path stays.</summary>
    public static Uri Join(string baseUrl, string path) => new(baseUrl.TrimEnd('/') + path);
}
