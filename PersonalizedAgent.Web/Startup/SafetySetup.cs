using Microsoft.AspNetCore.Diagnostics;
using PersonalizedAgent.Web.Api;

namespace PersonalizedAgent.Web.Startup;

/// <summary>What every request passes before it reaches an endpoint.</summary>
internal static class SafetySetup
{
    private const string NotFoundPath = "/not-found";

    /// <summary>Where programs call; everywhere else a person is looking at a page.</summary>
    private static readonly string[] ProgramPaths = ["/recommend", "/api", "/health", "/openapi", "/hubs", "/swagger"];

    public static void UseSafety(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = InternalError.WriteAsync });
        app.Use(RefuseOtherSites);
        app.UseStatusCodePages(ShowNotFoundAsync);
        // Here and not at the start, where it would stand by default: a page that was not found is routed once more.
        app.UseRouting();
    }

    /// <summary>Gives a person a page, and a program a body, where there is nothing at an address.</summary>
    private static async Task ShowNotFoundAsync(StatusCodeContext statusCode)
    {
        var context = statusCode.HttpContext;
        if (context.Response.StatusCode != StatusCodes.Status404NotFound)
            return;
        if (ProgramPaths.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            await JsonResponse.WriteAsync(context, StatusCodes.Status404NotFound, new ErrorBody("Not found"), ApiJson.Default.ErrorBody);
            return;
        }

        context.Request.Path = NotFoundPath;
        context.Request.RouteValues.Clear();
        context.SetEndpoint(null);
        await statusCode.Next(context);
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
