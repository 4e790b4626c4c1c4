using PersonalizedAgent.Benchmarks.KumoStub;
using PersonalizedAgent.Core.Kumo.Relational;
using PersonalizedAgent.Core.Kumo.Relational.Reading;
using PersonalizedAgent.Core.Kumo.Relational.Transport;
using PersonalizedAgent.Tests.Support;

namespace PersonalizedAgent.Tests.Kumo.Stub;

/// <summary>What tests of the stub share: a client of it that sends each request once, and readers of what comes back.</summary>
public abstract class StubTest
{
    internal static readonly AnswerShape OneRow = new([2]);

    internal static RelationalHttp Client(KumoStubServer server, Action<RelationalOptions>? vary = null, string? key = null, TimeProvider? clock = null)
    {
        var options = new RelationalOptions { BaseUrl = server.Url, Retries = 0, BreakAfterFailures = 0 };
        vary?.Invoke(options);
        return new RelationalHttp(options, key is null ? null : new RelationalKey(key), clock ?? TimeProvider.System);
    }

    internal static byte[] Ok(KumoReply reply)
    {
        if (reply is KumoReply.Failed { Failure: var failure })
            Assert.Fail($"{failure.Message} {ProblemReader.Text(failure.Body, null)}");
        return ((KumoReply.Ok)reply).Body;
    }

    internal static KumoFailure Failed(KumoReply reply, KumoFailureKind kind, int? status)
    {
        var failure = Assert.IsType<KumoReply.Failed>(reply).Failure;
        Assert.Equal((kind, status), (failure.Kind, failure.Status));
        return failure;
    }

    internal static T Read<T>(Answer<T> answer)
    {
        if (answer is Answer<T>.Invalid invalid)
            Assert.Fail(invalid.Reason);
        return ((Answer<T>.Read)answer).Value;
    }

    internal static void Invalid<T>(Answer<T> answer, string reason) => Assert.Contains(reason, Assert.IsType<Answer<T>.Invalid>(answer).Reason, StringComparison.Ordinal);

    internal static Task<KumoStubServer> StartAsync(ManualClock clock) => KumoStubServer.StartAsync(new KumoStubOptions { Clock = clock });
}
