using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ham4db.Client.Tests.Stubs;

/// <summary>A node on loopback that does to a connection exactly what a test wants, below HTTP's manners.</summary>
public sealed class StubNode : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly StubTls? _tls;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly ConcurrentQueue<StubRequest> _watches = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private int _ended;
    private volatile Func<StubRequest, StubAnswer> _behaviour;

    /// <summary>Starts a node that answers each request with what <paramref name="behaviour"/> returns.</summary>
    /// <param name="behaviour">What it does to each request.</param>
    /// <param name="tls">How it speaks TLS; null for plain HTTP. Disposed of with the node.</param>
    /// <param name="at">Where it listens; null for a free port of 127.0.0.1.</param>
    public StubNode(Func<StubRequest, StubAnswer> behaviour, StubTls? tls = null, IPEndPoint? at = null)
    {
        (_behaviour, _tls) = (behaviour, tls);
        _listener = new TcpListener(at ?? new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Start();
        Address = $"{(tls is null ? "http" : "https")}://{_listener.LocalEndpoint}";
        _accepting = AcceptAsync();
    }

    /// <summary>Scheme, host and port.</summary>
    public string Address { get; }

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

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
        _tls?.Dispose();
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
            await using var stream = _tls is null ? client.GetStream() : await _tls.BeginAsync(client.GetStream(), _stop.Token);
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

    private async Task PourAsync(Stream stream)
    {
        var chunk = Encoding.ASCII.GetBytes($"{64 * 1024:x}\r\n{new string(' ', 64 * 1024)}\r\n");
        while (true)
        {
            await stream.WriteAsync(chunk, _stop.Token);
        }
    }

    private async Task<string?> ReadHeadAsync(Stream stream)
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
