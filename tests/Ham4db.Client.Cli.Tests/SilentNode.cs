using System.Net;
using System.Net.Sockets;

namespace Ham4db.Client.Cli.Tests;

/// <summary>A node that accepts connections and never answers.</summary>
internal sealed class SilentNode : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Socket? _connection;

    public SilentNode() => _listener.Start();

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Waits until someone has connected.</summary>
    public async Task ConnectedAsync()
    {
        _connection = await _listener.AcceptSocketAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _listener.Dispose();
    }
}
