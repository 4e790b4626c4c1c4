using PersonalizedAgent.Web.Model;
using Radzen;

namespace PersonalizedAgent.Web.Components;

/// <summary>The pages.</summary>
internal static class DashboardSetup
{
    /// <summary>
    /// Everything a page needs comes from this server. Styles may stand on elements: bars, gauges and the table's rows are placed by them.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddRadzenComponents();
        // One a page: it holds what that page shows.
        builder.Services.AddTransient<AgentPanelViewModel>();
    }

    public static void MapDashboard(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .AddSecurityHeaders();
    }

    private static void AddSecurityHeaders(this RazorComponentsEndpointConventionBuilder pages) =>
        pages.Add(endpoint =>
        {
            if (endpoint.RequestDelegate is not { } render)
                return;
            endpoint.RequestDelegate = context =>
            {
                context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                context.Response.Headers.XContentTypeOptions = "nosniff";
                return render(context);
            };
        });
}
