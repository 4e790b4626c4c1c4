using PersonalizedAgent.Web.Api;

namespace PersonalizedAgent.Web.Startup;

/// <summary>What every request passes before it reaches an endpoint.</summary>
internal static class SafetySetup
{
    public static void UseSafety(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = InternalError.WriteAsync });
        app.Use(RefuseOtherSites);
    }

    /// <summary>A page of another site in the presenter's browser must not make decisions here or listen to them.</summary>
    private static Task RefuseOtherSites(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        var isForeignOrigin = headers.Origin is [{ Length: > 0 } origin]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(context.Request.Host.Value, StringComparison.OrdinalIgnoreCase));
        // Following a link from elsewhere is the person's own doing.
        var isForeignFetch = headers["Sec-Fetch-Site"] == "cross-site" && headers["Sec-Fetch-Mode"] != "navigate";
        return isForeignOrigin || isForeignFetch
            ? JsonResponse.WriteAsync(context, StatusCodes.Status403Forbidden, new ErrorBody("Requests from other sites are refused"), ApiJson.Default.ErrorBody)
            : next(context);
    }
}
