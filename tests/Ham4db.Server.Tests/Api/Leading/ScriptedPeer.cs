using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ham4db.Server.Tests.Api.Leading;

/// <summary>A peer that answers each request with the bytes of a script: null hangs up, an empty text never answers.</summary>
internal sealed class ScriptedPeer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _received = new();
    private readonly Func<string, string?> _script;
    private Task _accepting = Task.CompletedTask;

    private ScriptedPeer(Func<string, string?> script) => _script = script;

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    public IReadOnlyCollection<string> Received => _received;

    public static Task<ScriptedPeer> StartAsync(Func<string, string?> script)
    {
        var peer = new ScriptedPeer(script);
        peer._listener.Start();
        peer._accepting = peer.AcceptAsync();
        return Task.FromResult(peer);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                while (await ReadAsync(stream) is { } request)
                {
                    _received.Enqueue(request);
                    switch (_script(request))
                    {
                        case null:
                            return;
                        case "":
                            await Task.Delay(Timeout.Infinite, _stop.Token);
                            break;
                        case var reply:
                            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply), _stop.Token);
                            break;
                    }
                }
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException)
            {
                // The other side hung up, or the test is over.
            }
        }
    }

    private async Task<string?> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var length = await stream.ReadAsync(buffer, _stop.Token);
            if (length == 0)
            {
                return null;
            }

            text.Append(Encoding.ASCII.GetString(buffer, 0, length));
        }

        return text.ToString();
    }
}
