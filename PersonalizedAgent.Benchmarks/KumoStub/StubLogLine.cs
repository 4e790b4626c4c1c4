using System.Globalization;

namespace PersonalizedAgent.Benchmarks.KumoStub;

/// <summary>A request in a line; nothing of what it holds.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Route">The path's pattern.</param>
/// <param name="Rows">How many rows were asked for, if it got so far.</param>
/// <param name="Status">The status of the answer; <see langword="null"/> where the connection was closed.</param>
/// <param name="Took">From the request's first byte to the answer's last.</param>
internal sealed record StubLogLine(string Method, string Route, int? Rows, int? Status, TimeSpan Took)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Method} {Route}  {(Rows is { } rows ? $"{rows} rows" : "-")}  {Status?.ToString(CultureInfo.InvariantCulture) ?? "closed"}  {Took.TotalMilliseconds:0} ms");
}
