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
        app.UseStatusCodePagesWithReExecute(NotFoundPath);
        app.Use(AnswerProgramsInJson);
        // Here and not at the start, where it would stand by default: a page that was not found is routed once more.
        app.UseRouting();
    }

    /// <summary>Where there is nothing at an address, a program gets JSON, and a person a page.</summary>
    private static async Task AnswerProgramsInJson(HttpContext context, RequestDelegate next)
    {
        var isProgram = IsForPrograms(context.Request.Path);
        await next(context);
        var isNotFound = context.Response.StatusCode == StatusCodes.Status404NotFound;
        if (context.Features.Get<IStatusCodePagesFeature>() is { } page)
            page.Enabled = isNotFound && !isProgram;
        if (isNotFound && isProgram && !context.Response.HasStarted && context.Response.ContentType is null)
            await JsonResponse.WriteAsync(context, StatusCodes.Status404NotFound, new ErrorBody("Not found"), ApiJson.Default.ErrorBody);
    }

    private static bool IsForPrograms(PathString path)
    {
        foreach (var programPath in ProgramPaths)
        {
            if (path.StartsWithSegments(programPath, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>A page of another site in the presenter's browser must not make decisions here or listen to them.</summary>
    private static Task RefuseOtherSites(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        var isForeignOrigin = headers.Origin is [{ Length: > 0 } origin]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(context.Request.Host.Value, StringComparison.OrdinalIgnoreCase));
        // Browsers say where a request comes from; programs do not. Following a link to a page of its own is the person's own doing; frames, images and scripts are not.
        var isForeignFetch = headers["Sec-Fetch-Site"] is [{ Length: > 0 } site] && site is not ("same-origin" or "none")
            && !(headers["Sec-Fetch-Dest"] == "document" && headers["Sec-Fetch-User"] == "?1");
        return isForeignOrigin || isForeignFetch
            ? JsonResponse.WriteAsync(context, StatusCodes.Status403Forbidden, new ErrorBody("Requests from other sites are refused"), ApiJson.Default.ErrorBody)
            : next(context);
    }
}
