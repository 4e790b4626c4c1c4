using System.Text.Json;

namespace PersonalizedAgent.Benchmarks.KumoStub.Checking;

/// <summary>A row and its place.</summary>
internal readonly record struct StubRow(int Index, JsonElement[] Cells);
