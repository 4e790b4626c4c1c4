using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PersonalizedAgent.Benchmarks;

/// <summary>What Kestrel can do at best: one endpoint that returns a constant body of the shape of a recommendation.</summary>
internal static class BareEndpoint
{
    public static async Task<int> RunAsync()
    {
        var body = """{"user_id":1,"action":"recommend_product","engagement_score":0.82}"""u8.ToArray();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/recommend/{user_id}", (HttpContext context) =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        });
        await app.RunAsync();
        return 0;
    }
}
