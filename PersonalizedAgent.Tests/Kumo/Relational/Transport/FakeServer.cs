using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>A server on this machine that answers as a test says and remembers what it was asked.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Request> _requests = new();
    private int _count;

    private FakeServer(WebApplication app, Func<HttpContext, int, Task> answer)
    {
        _app = app;
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            _requests.Enqueue(new Request(context.Request.Method, RawPath(context), headers, body.ToArray()));
            await answer(context, Interlocked.Increment(ref _count));
        });
    }

    /// <summary>A request; the path is as it was sent, not decoded.</summary>
    public sealed record Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    public IReadOnlyList<Request> Requests => [.. _requests];

    /// <summary>How many requests have come, their bodies read.</summary>
    public int Count => Volatile.Read(ref _count);

    public string Url => _app.Urls.Single();

    /// <param name="answer">Gets the request and its number, from 1.</param>
    public static Task<FakeServer> StartAsync(Func<HttpContext, int, Task> answer) => StartAsync(answer, null);

    /// <summary>A server for https, with a certificate that only <see cref="Trusting"/> knows.</summary>
    public static async Task<FakeServer> StartSecureAsync(Func<HttpContext, int, Task> answer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return await StartAsync(answer, X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null));
    }

    public static SocketsHttpHandler Trusting() => new()
    {
        AllowAutoRedirect = false,
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" },
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static async Task<FakeServer> StartAsync(Func<HttpContext, int, Task> answer, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                    listen.UseHttps(certificate);
            });
        });
        var server = new FakeServer(builder.Build(), answer);
        await server._app.StartAsync();
        return server;
    }

    private static string RawPath(HttpContext context) => context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
}
