using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>The peer: a bare <see cref="HttpClient"/> behind an HAProxy that is set up as the Go servers' documentation has it.</summary>
internal sealed class ProxiedLoop : IAsyncDisposable
{
    private readonly HaproxyProcess _haproxy;
    private readonly HttpClient _http;

    private ProxiedLoop(HaproxyProcess haproxy, HttpClient http)
    {
        _haproxy = haproxy;
        _http = http;
        Loop = new CallLoop(token => http.GetStringAsync("clusters", token));
    }

    public CallLoop Loop { get; }

    /// <summary>Starts the peer; null when HAProxy is not installed.</summary>
    public static async Task<ProxiedLoop?> StartAsync(ServerCluster cluster, CancellationToken cancellationToken)
    {
        if (!HaproxyProcess.IsInstalled)
        {
            Console.WriteLine("haproxy is not installed: no peer in this run.");
            return null;
        }

        var port = FreePort.Next();
        var haproxy = await HaproxyProcess.StartAsync(
            $"""
            defaults
                mode http
                timeout connect 1s
                timeout client 30s
                timeout server 30s

            listen ham4db
                bind 127.0.0.1:{port}
                option httpchk GET /api/leader-check
                default-server inter 1s fall 1 rise 1
            {string.Join('\n', cluster.Nodes.Select((node, position) => $"    server n{position} {node.Address.Authority} check"))}
            """,
            cancellationToken);
        return new ProxiedLoop(
            haproxy, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/api/"), Timeout = TimeSpan.FromSeconds(30) });
    }

    public async ValueTask DisposeAsync()
    {
        await Loop.DisposeAsync();
        _http.Dispose();
        await _haproxy.DisposeAsync();
    }
}
