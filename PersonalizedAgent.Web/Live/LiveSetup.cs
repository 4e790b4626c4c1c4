namespace PersonalizedAgent.Web.Live;

/// <summary>What happens is told as it happens: to pages over their circuits, to programs over the hub.</summary>
internal static class LiveSetup
{
    public static void AddLive(this WebApplicationBuilder builder)
    {
        builder.Services.AddSignalR();
        builder.Services.AddSingleton<RecommendationBroadcaster>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<RecommendationBroadcaster>());
    }

    public static void MapLive(this WebApplication app) => app.MapHub<RecommendationsHub>(RecommendationsHub.Path);
}
