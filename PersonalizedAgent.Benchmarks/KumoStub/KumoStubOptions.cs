using PersonalizedAgent.Core.Kumo.Relational;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>How a stub is started.</summary>
internal sealed record KumoStubOptions
{
    /// <summary>The port on 127.0.0.1; 0, the default, for a free one.</summary>
    public int Port { get; init; }

    /// <summary>How the key must come.</summary>
    public RelationalKeyKind KeyKind { get; init; }

    /// <summary>The key; needed unless <see cref="KeyKind"/> is none.</summary>
    public string? Key { get; init; }

    /// <summary>How long each answer waits.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How long a session lasts from its creation on.</summary>
    public TimeSpan SessionTime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Decides in which order the items of an answer come.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>Whether requests are kept for <see cref="KumoStubServer.Requests"/>.</summary>
    public bool KeepsRequests { get; init; } = true;

    /// <summary>The clock of sessions and delays.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Is told of each request when it is done.</summary>
    public Action<StubLogLine>? Log { get; init; }
}
