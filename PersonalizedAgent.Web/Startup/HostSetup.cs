namespace PersonalizedAgent.Web.Startup;

/// <summary>How the process meets the world: its address and its files.</summary>
internal static class HostSetup
{
    /// <summary>Loopback only, unless an address is set.</summary>
    private const string DefaultUrl = "http://127.0.0.1:5000";

    public static void AddHost(this WebApplicationBuilder builder)
    {
        // Scripts and styles of packages are served in every environment, not in Development alone.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // Why it cannot start is said in one line by AppRunner; the same as a stack trace would hide it.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is >= LogLevel.Warning and < LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level is >= LogLevel.Information and < LogLevel.Error);

        string[] addressSettings = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        if (addressSettings.All(key => string.IsNullOrEmpty(builder.Configuration[key])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
    }
}
