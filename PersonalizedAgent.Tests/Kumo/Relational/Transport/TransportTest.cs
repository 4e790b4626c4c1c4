using System.Text;
using Microsoft.AspNetCore.Http;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Relational.Transport;

/// <summary>What tests of the transport share: a clock that stands still, a client and a server on this machine.</summary>
public abstract class TransportTest
{
    internal const string Secret = "nvapi-very-secret-1234";

    internal static readonly byte[] Body = """{"model":"kumo-relational","predict":[[1,"Ada"]]}"""u8.ToArray();

    private protected ManualClock Clock { get; } = new();

    internal static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    internal static RelationalOptions Options(string url, Action<RelationalOptions>? vary = null)
    {
        var options = new RelationalOptions { BaseUrl = url };
        vary?.Invoke(options);
        return options;
    }

    private protected RelationalHttp Client(string url, Action<RelationalOptions>? vary = null, string? key = null, HttpMessageHandler? handler = null) =>
        new(Options(url, vary), key is null ? null : new RelationalKey(key), Clock, handler);

    /// <summary>A server that answers all with one status.</summary>
    private protected static Task<FakeServer> StatusServerAsync(int status, string body = "", Action<HttpResponse>? vary = null) => FakeServer.StartAsync((context, _) =>
    {
        vary?.Invoke(context.Response);
        return AnswerAsync(context, status, body);
    });

    internal static Task AnswerAsync(HttpContext context, int status, string body = "{}")
    {
        context.Response.StatusCode = status;
        return status == StatusCodes.Status204NoContent || body.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(body);
    }

    /// <summary>Lets the pause pass that the client makes now, and says how long it is.</summary>
    /// <remarks>While an attempt runs, the next timer is its timeout; in a pause, the pause.</remarks>
    private protected async Task PassPauseAsync(TimeSpan expected)
    {
        await Eventually.TrueAsync(() => Clock.NextDueIn == expected, $"a pause of {expected}");
        Clock.Advance(expected);
    }

    private protected static KumoReply.Ok Ok(KumoReply reply)
    {
        if (reply is KumoReply.Failed failed)
            Assert.Fail(failed.Failure.ToString());
        return Assert.IsType<KumoReply.Ok>(reply);
    }

    private protected static KumoFailure Failure(KumoReply reply, KumoFailureKind kind)
    {
        var failure = Assert.IsType<KumoReply.Failed>(reply).Failure;
        Assert.Equal(kind, failure.Kind);
        Assert.NotEmpty(failure.Advice);
        foreach (var told in new[] { "Ada", Secret, "hunter2" })
            Assert.DoesNotContain(told, failure.ToString(), StringComparison.Ordinal);
        return failure;
    }

    internal static string Text(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);
}
