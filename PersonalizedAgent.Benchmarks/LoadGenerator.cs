using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PersonalizedAgent.Benchmarks;

/// <summary>
/// Sends requests over a number of connections for a time: one at a time on each, without pipelining. Written on bare sockets,
/// because an HTTP client costs more than the server that is measured and would hide its differences.
/// </summary>
internal static class LoadGenerator
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LengthHeader = "Content-Length: "u8.ToArray();

    /// <summary>Loads a server and counts.</summary>
    /// <returns>Requests per second, and the latency of every request in microseconds.</returns>
    public static async Task<(double PerSecond, List<double> Latencies)> RunAsync(Uri server, IReadOnlyList<string> paths, int connections, TimeSpan time)
    {
        var requests = paths.Select(path => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n\r\n")).ToArray();
        var watch = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(() => ConnectionAsync(server, requests, i, watch, time))));
        var all = latencies.SelectMany(one => one).ToList();
        return (all.Count / watch.Elapsed.TotalSeconds, all);
    }

    private static async Task<List<double>> ConnectionAsync(Uri server, byte[][] requests, int offset, Stopwatch watch, TimeSpan time)
    {
        var latencies = new List<double>(1 << 16);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port));
        var buffer = new byte[8192];
        for (var n = offset; watch.Elapsed < time; n++)
        {
            var started = Stopwatch.GetTimestamp();
            await socket.SendAsync(requests[n % requests.Length]);
            var received = 0;
            do
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(received));
                if (read == 0)
                    throw new IOException("The server closed a connection.");
                received += read;
            }
            while (!IsWhole(buffer.AsSpan(0, received)));
            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        return latencies;
    }

    private static bool IsWhole(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf(EndOfHead);
        if (end < 0)
            return false;
        if (!received.StartsWith("HTTP/1.1 200"u8))
            throw new IOException("The server answered: " + Encoding.ASCII.GetString(received[..received.IndexOf((byte)'\r')]));
        var length = received[(received.IndexOf(LengthHeader) + LengthHeader.Length)..];
        return received.Length >= end + EndOfHead.Length + int.Parse(length[..length.IndexOf((byte)'\r')], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
