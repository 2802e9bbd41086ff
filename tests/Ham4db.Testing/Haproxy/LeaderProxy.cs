using System.Globalization;

namespace Ham4db.Testing;

/// <summary>A real <c>haproxy</c> before the three servers of a cluster, set up as in <c>samples/haproxy</c>: requests go to the leader.</summary>
public sealed class LeaderProxy : IAsyncDisposable
{
    private const string Sample = "haproxy/haproxy.cfg";
    private const string UsualChecks = "inter 1s";

    private readonly HaproxyProcess _process;

    private LeaderProxy(HaproxyProcess process, int port)
    {
        _process = process;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/"));
    }

    /// <summary>Base address that clients call.</summary>
    public Uri Address { get; }

    /// <summary>Starts the proxy and waits until it serves its statistics.</summary>
    /// <param name="cluster">A cluster of three nodes; they are called n1, n2 and n3 in its order.</param>
    /// <param name="checks">Pause between two health checks of a node; null for the sample's second.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="InvalidOperationException">HAProxy is missing, or refused the configuration.</exception>
    public static async Task<LeaderProxy> StartAsync(ServerCluster cluster, TimeSpan? checks = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var port = FreePort.Next();
        var replacements = new Dictionary<string, string>
        {
            ["bind :80"] = string.Create(CultureInfo.InvariantCulture, $"bind 127.0.0.1:{port}"),
            [UsualChecks] = checks is { } pause ? string.Create(CultureInfo.InvariantCulture, $"inter {pause.TotalMilliseconds}ms") : UsualChecks,
        };
        for (var node = 0; node < cluster.Nodes.Count; node++)
        {
            replacements[string.Create(CultureInfo.InvariantCulture, $"10.0.0.{node + 1}:3000")] = cluster.Nodes[node].Address.Authority;
        }

        return new(await HaproxyProcess.StartAsync(SampleFile.Read(Sample, replacements), cancellationToken).ConfigureAwait(false), port);
    }

    /// <summary>The state of every server (<c>show stat</c>).</summary>
    public Task<IReadOnlyList<HaproxyServerState>> ShowStatAsync(CancellationToken cancellationToken = default) => _process.ShowStatAsync(cancellationToken);

    /// <summary>Stops the proxy and removes its files.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
