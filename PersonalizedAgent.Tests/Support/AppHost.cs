using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PersonalizedAgent.Core.Kumo;

namespace PersonalizedAgent.Tests.Support;

/// <summary>The real app on a real port of loopback, in the test's own process, so that seams can be exchanged.</summary>
internal sealed class AppHost : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> _settings;
    private readonly IKumoClient? _kumo;
    private readonly string? _csvPath;

    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory();

    /// <param name="csv">A users' file; the four users without it.</param>
    /// <param name="kumo">A backend in place of the real one.</param>
    /// <param name="settings">Further settings.</param>
    public AppHost(string? csv = null, IKumoClient? kumo = null, Dictionary<string, string>? settings = null)
    {
        _kumo = kumo;
        _settings = settings ?? [];
        _settings.TryAdd("Dataset:Path", Sample.FourUsersPath);
        _settings.TryAdd("Dataset:Store", _store.FullName);
        _settings.TryAdd("Storage:Kind", "memory");
        if (csv is not null)
        {
            _csvPath = Path.GetTempFileName();
            File.WriteAllText(_csvPath, csv);
            _settings["Dataset:Path"] = _csvPath;
        }

        UseKestrel(0);
        StartServer();
        Client = new HttpClient { BaseAddress = ClientOptions.BaseAddress };
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public override async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await base.DisposeAsync();
        if (_csvPath is not null)
            File.Delete(_csvPath);
        _store.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        if (_kumo is not null)
            builder.ConfigureTestServices(services => services.AddSingleton(_kumo));
    }
}
