using System.Net;
using System.Net.Sockets;

namespace Ham4db.Client.Tests.Stubs;

/// <summary>An address on loopback where nothing listens, held so that nothing else comes to listen there.</summary>
public sealed class DeadEndpoint : IDisposable
{
    private readonly Socket _bound = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public DeadEndpoint()
    {
        _bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = $"http://127.0.0.1:{((IPEndPoint)_bound.LocalEndPoint!).Port}";
    }

    public string Address { get; }

    public Uri Endpoint => new($"{Address}/api/");

    public void Dispose() => _bound.Dispose();
}
