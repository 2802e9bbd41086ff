using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Ham4db.Simulator.Protocol;

/// <summary>The port of one instance: serves, hangs or refuses, and can change between them at any time.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly SimulatedInstance _instance;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<uint, Task> _sessions = new();
    private TaskCompletionSource _serving = Completed();
    private CancellationTokenSource _open = new();
    private Socket _socket;
    private Task _accepting = Task.CompletedTask;
    private bool _listens;
    private bool _disposed;
    private int _accepted;

    public Listener(SimulatedInstance instance, int port)
    {
        _instance = instance;
        _socket = Bind(port);
        Port = ((IPEndPoint)_socket.LocalEndPoint!).Port;
    }

    public int Port { get; }

    public int Accepted => Volatile.Read(ref _accepted);

    public int Open => _sessions.Count;

    /// <summary>Accepts and answers.</summary>
    public void Serve()
    {
        lock (_gate)
        {
            Listen();
            _serving.TrySetResult();
        }
    }

    /// <summary>Accepts and does not answer until <see cref="Serve"/>.</summary>
    public void Hang()
    {
        lock (_gate)
        {
            if (_serving.Task.IsCompleted)
            {
                _serving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            Listen();
        }
    }

    /// <summary>Breaks every connection and refuses new ones. The port stays reserved: it is bound, and nobody listens.</summary>
    public void Refuse()
    {
        lock (_gate)
        {
            if (!_listens || _disposed)
            {
                return;
            }

            Close();
            _socket = Bind(Port);
            _serving = Completed();
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            Close();
        }

        await _accepting.ConfigureAwait(false);
        await Task.WhenAll(_sessions.Values).ConfigureAwait(false);
        _open.Dispose();
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private static Socket Bind(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Listen()
    {
        if (_listens || _disposed)
        {
            return;
        }

        _socket.Listen(128);
        _listens = true;
        _open = new CancellationTokenSource();
        _accepting = AcceptAsync(_socket, _open.Token);
    }

    private void Close()
    {
        _open.Cancel();
        _socket.Dispose();
        _listens = false;
    }

    private async Task AcceptAsync(Socket listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                client.NoDelay = true;
                var id = (uint)Interlocked.Increment(ref _accepted);
                var session = Task.Run(() => ServeAsync(client, id, cancellationToken), CancellationToken.None);
                _sessions[id] = session;
                _ = session.ContinueWith(_ => _sessions.TryRemove(id, out var _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                // Closed, or the client was gone before it was accepted; the loop's condition tells which.
            }
        }
    }

    private async Task ServeAsync(Socket client, uint id, CancellationToken cancellationToken)
    {
        var packets = new PacketStream(new NetworkStream(client, ownsSocket: true));
        await using (packets.ConfigureAwait(false))
        {
            try
            {
                var clientHost = (client.RemoteEndPoint as IPEndPoint)?.Address.ToString() ?? "127.0.0.1";
                await new Session(_instance, packets, id, clientHost, UntilServingAsync).RunAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException or SocketException)
            {
                // The instance was stopped, or the client went away: either way the connection is over.
            }
        }
    }

    private Task UntilServingAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _serving.Task.WaitAsync(cancellationToken);
        }
    }
}
