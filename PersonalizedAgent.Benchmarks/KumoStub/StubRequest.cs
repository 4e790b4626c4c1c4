using PersonalizedAgent.Core.Kumo.Relational.Transport;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>A request as it came.</summary>
/// <param name="Kind">What it is for; <see langword="null"/> where nothing of this kind is served.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">As it was sent, not decoded.</param>
/// <param name="Headers">Without the key.</param>
/// <param name="Body">The body; empty where bodies are not kept, cut where it is too large.</param>
internal sealed record StubRequest(CallKind? Kind, string Method, string Path, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);
