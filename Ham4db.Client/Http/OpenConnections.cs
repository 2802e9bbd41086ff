using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ham4db.Client.Http;

/// <summary>
/// Makes the connections to the nodes and knows them, so that those to a deposed leader can be closed: one to a machine that is gone would
/// otherwise be used again, and be silent, when that node is asked the next time.
/// </summary>
internal sealed class OpenConnections
{
    private readonly ConcurrentDictionary<(string Host, int Port), ConcurrentDictionary<Stream, byte>> _open = new();
    private readonly ConcurrentDictionary<(string Host, int Port), int> _kept = new();

    /// <summary>Connects, as the handler's connect callback.</summary>
    /// <exception cref="SocketException">The node cannot be reached.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // A peer that vanished without a word is noticed, also by a request that waits for news without end.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 15);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        var key = KeyOf(context.DnsEndPoint);
        var stream = new KnownStream(socket, closed => Forget(key, closed));
        _open.GetOrAdd(key, static _ => new ConcurrentDictionary<Stream, byte>()).TryAdd(stream, 0);
        return stream;
    }

    /// <summary>Keeps the connections to a node open until disposed of: a call is made to that very node, leading or not.</summary>
    public Kept Keep(Uri endpoint)
    {
        var key = KeyOf(endpoint);
        _kept.AddOrUpdate(key, 1, static (_, count) => count + 1);
        return new Kept(this, key);
    }

    /// <summary>Closes every connection to a node, unless it is kept. What is under way on them ends at once.</summary>
    /// <returns>How many were closed.</returns>
    public int Close(Uri endpoint)
    {
        var key = KeyOf(endpoint);
        if (_kept.TryGetValue(key, out var kept) && kept > 0)
        {
            return 0;
        }

        var closed = 0;
        if (_open.TryGetValue(key, out var streams))
        {
            foreach (var stream in streams.Keys)
            {
                stream.Dispose();
                closed++;
            }
        }

        return closed;
    }

    private static (string Host, int Port) KeyOf(DnsEndPoint endPoint) => (endPoint.Host, endPoint.Port);

    private static (string Host, int Port) KeyOf(Uri endpoint) => (endpoint.IdnHost, endpoint.Port);

    private void Forget((string Host, int Port) key, Stream stream)
    {
        if (_open.TryGetValue(key, out var streams))
        {
            streams.TryRemove(stream, out _);
        }
    }

    private void Release((string Host, int Port) key) => _kept.AddOrUpdate(key, 0, static (_, count) => count - 1);

    internal readonly struct Kept(OpenConnections connections, (string Host, int Port) key) : IDisposable
    {
        public void Dispose() => connections.Release(key);
    }

    private sealed class KnownStream(Socket socket, Action<Stream> onClosed) : NetworkStream(socket, ownsSocket: true)
    {
        protected override void Dispose(bool disposing)
        {
            onClosed(this);
            base.Dispose(disposing);
        }
    }
}
