using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PersonalizedAgent.Tests.Support;

/// <summary>A connection to a server that can be cut and mended, as a bad network would.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly int _serverPort;
    private readonly Task _accepting;
    private volatile bool _isCut;

    public CuttableProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public void Cut()
    {
        _isCut = true;
        while (_open.TryTake(out var client))
            client.Dispose();
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        Cut();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ForwardAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            if (_isCut)
                return;
            _open.Add(client);
            _open.Add(server);
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort);
                await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut.
            }
        }
    }
}
