using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ham4db.Client.Tests.Stubs;

/// <summary>A node on loopback that does to a connection exactly what a test wants, below HTTP's manners.</summary>
public sealed class StubNode : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly ConcurrentQueue<StubRequest> _watches = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _ended;
    private volatile Func<StubRequest, StubAnswer> _behaviour;

    /// <summary>Starts a node that answers each request with what <paramref name="behaviour"/> returns.</summary>
    public StubNode(Func<StubRequest, StubAnswer> behaviour)
    {
        _behaviour = behaviour;
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    /// <summary>Scheme, host and port.</summary>
    public string Address { get; }

    /// <summary>As the client reports this node.</summary>
    public Uri Endpoint => new($"{Address}/api/");

    /// <summary>Every request received, in order, but for those of a client that listens for changes of leader.</summary>
    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    /// <summary>The requests of clients that listen for changes of leader.</summary>
    public IReadOnlyList<StubRequest> Watches => [.. _watches];

    /// <summary>How many connections have ended.</summary>
    public int EndedConnections => Volatile.Read(ref _ended);

    /// <summary>The requests for a route, in order.</summary>
    public IReadOnlyList<StubRequest> RequestsFor(string route) => [.. _requests.Where(request => request.Path.StartsWith($"/api/{route}", StringComparison.Ordinal))];

    /// <summary>From now on the node answers like this.</summary>
    public void Become(Func<StubRequest, StubAnswer> behaviour) => _behaviour = behaviour;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _connections.Add(ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await AnswerAsync(client);
        }
        finally
        {
            Interlocked.Increment(ref _ended);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            while (await ReadHeadAsync(stream) is { } head)
            {
                var request = StubRequest.Parse(head);
                var isWatch = request.Path == "/api/leader-watch";
                (isWatch ? _watches : _requests).Enqueue(request);

                // The watch comes beside the first call, before or after it: a node that changes with its first request must not take it for one.
                var answer = isWatch ? StubAnswer.Http(404, "404 page not found\n", "text/plain; charset=utf-8") : _behaviour(request);
                if (answer.Delay is { } delay)
                {
                    await Task.Delay(delay, _stop.Token);
                }

                await stream.WriteAsync(answer.Bytes, _stop.Token);
                if (answer.Endless)
                {
                    await PourAsync(stream);
                }

                if (answer.Hangs)
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                }

                if (answer.Resets)
                {
                    client.LingerState = new LingerOption(true, 0);
                    return;
                }

                if (answer.Closes)
                {
                    return;
                }
            }
        }
    }

    private async Task PourAsync(NetworkStream stream)
    {
        var chunk = Encoding.ASCII.GetBytes($"{64 * 1024:x}\r\n{new string(' ', 64 * 1024)}\r\n");
        while (true)
        {
            await stream.WriteAsync(chunk, _stop.Token);
        }
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static bool EndsHead(StringBuilder head)
        => head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';
}
