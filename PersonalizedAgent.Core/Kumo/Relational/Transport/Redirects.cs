using System.Globalization;
using System.Net;

namespace PersonalizedAgent.Core.Kumo.Relational.Transport;

/// <summary>Which redirects are followed. The handler's own following would send the key along, or turn a POST into a GET.</summary>
internal static class Redirects
{
    /// <summary>The most redirects in a row that are followed.</summary>
    public const int Max = 5;

    public static bool Is(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    /// <summary>Where to go next, or why not.</summary>
    /// <param name="method">The method of the request, which is kept.</param>
    /// <param name="from">Where the redirect came from.</param>
    /// <param name="response">The redirect.</param>
    /// <param name="followed">How many were followed before.</param>
    public static (Uri? Target, string Problem) Next(HttpMethod method, Uri from, HttpResponseMessage response, int followed)
    {
        if (followed >= Max)
            return (null, string.Create(CultureInfo.InvariantCulture, $"The request was redirected more than {Max} times."));
        if (response.Headers.Location is not { } location || !Uri.TryCreate(from, location, out var target) || (target.Scheme != Uri.UriSchemeHttp && target.Scheme != Uri.UriSchemeHttps))
            return (null, "The request was redirected, but not to an http or https URL.");
        if (from.Scheme == Uri.UriSchemeHttps && target.Scheme == Uri.UriSchemeHttp)
            return (null, "The request was redirected from https to http, where anybody could read it; that is not followed.");
        var keepsMethod = response.StatusCode is HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        if (!keepsMethod && method != HttpMethod.Get)
            return (null, string.Create(CultureInfo.InvariantCulture, $"The request was redirected by HTTP {(int)response.StatusCode}, which would lose its body."));
        return (new UriBuilder(target) { UserName = "", Password = "", Fragment = "" }.Uri, "");
    }
}
