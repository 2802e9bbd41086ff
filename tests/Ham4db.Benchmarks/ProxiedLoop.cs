using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>The peer: a bare <see cref="HttpClient"/> behind an HAProxy that is set up as in <c>samples/haproxy</c>, which is how the Go servers' documentation has it.</summary>
internal sealed class ProxiedLoop : IAsyncDisposable
{
    private readonly LeaderProxy _haproxy;
    private readonly HttpClient _http;

    private ProxiedLoop(LeaderProxy haproxy, HttpClient http)
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

        var haproxy = await LeaderProxy.StartAsync(cluster, cancellationToken: cancellationToken);
        return new ProxiedLoop(haproxy, new HttpClient { BaseAddress = new Uri(haproxy.Address, "api/"), Timeout = TimeSpan.FromSeconds(30) });
    }

    public async ValueTask DisposeAsync()
    {
        await Loop.DisposeAsync();
        _http.Dispose();
        await _haproxy.DisposeAsync();
    }
}
