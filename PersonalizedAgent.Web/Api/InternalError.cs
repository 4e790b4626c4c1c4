namespace PersonalizedAgent.Web.Api;

/// <summary>The answer to an unexpected error. The log has the error; the answer has nothing of its inside.</summary>
internal static class InternalError
{
    public static Task WriteAsync(HttpContext context) =>
        JsonResponse.WriteAsync(context, StatusCodes.Status500InternalServerError, new ErrorBody("Internal error"), ApiJson.Default.ErrorBody);
}
