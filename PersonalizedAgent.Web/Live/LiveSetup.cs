namespace PersonalizedAgent.Web.Live;

/// <summary>What happens is told as it happens: to pages over their circuits, to programs over the hub.</summary>
internal static class LiveSetup
{
    public static void AddLive(this WebApplicationBuilder builder) => builder.Services.AddSignalR();

    public static void MapLive(this WebApplication app) => app.MapHub<RecommendationsHub>(RecommendationsHub.Path).Add(endpoint =>
    {
        if (endpoint.RequestDelegate is not { } connect)
            return;
        endpoint.RequestDelegate = context =>
        {
            RecommendationsHub.NoteConnection(context);
            return connect(context);
        };
    });
}
