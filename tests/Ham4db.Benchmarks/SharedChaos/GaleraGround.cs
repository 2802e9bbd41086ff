using Ham4db.Testing;

namespace Ham4db.Benchmarks;

/// <summary>Three servers, each on a node of its own of a Galera cluster.</summary>
internal sealed class GaleraGround : SharedGround
{
    private readonly GaleraCluster _cluster;

    private GaleraGround(GaleraCluster cluster, Action<int, string> onLine)
    {
        _cluster = cluster;
        Servers = Prepare(position => (cluster.Nodes[position].HostAddress, cluster.Nodes[position].Port), knowEachOther: false, onLine);
        Faults =
        [
            .. ServerFaults.Of(Servers), .. ElectionFaults.Of(Servers), .. NodeFaults(cluster),
            DatabaseFaults.KilledConnections(random => cluster.Nodes[random.Next(cluster.Nodes.Count)], weight: 4),
        ];
    }

    public override ServerCluster Servers { get; }

    public override IReadOnlyList<MariaDbServer> Databases => _cluster.Nodes;

    public override IReadOnlyList<SharedFault> Faults { get; }

    public static async Task<GaleraGround> StartAsync(Action<int, string> onLine, CancellationToken cancellationToken)
    {
        var cluster = await GaleraCluster.StartAsync(cancellationToken: cancellationToken);
        return new GaleraGround(cluster, onLine);
    }

    public override Task MendedAsync(CancellationToken cancellationToken)
        => _cluster.WaitForPrimaryAsync(_cluster.Nodes.Count, TimeSpan.FromMinutes(3), cancellationToken);

    public override Task<IReadOnlyList<string>> FindWrongAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    // One node at a time: without two of three there is no cluster any more, and somebody has to say which node begins a new one.
    private static IEnumerable<SharedFault> NodeFaults(GaleraCluster cluster)
    {
        yield return new SharedFault("node killed", "node", 3, async (random, token) =>
        {
            var node = random.Next(cluster.Nodes.Count);
            await cluster.KillAsync(node, token);
            var time = await SharedFault.PassAsync(random, SharedGround.Lease * 1.5, token);
            await cluster.RestartAsync(node, token);
            return $"db{node + 1} for {time}";
        });
        yield return new SharedFault("node cut off", "node", 4, async (random, token) =>
        {
            var node = random.Next(cluster.Nodes.Count);
            await cluster.IsolateAsync(node, token);
            var time = await SharedFault.PassAsync(random, SharedGround.Lease * 3, token);
            await cluster.HealAsync(node, token);
            return $"db{node + 1} for {time}";
        });
        yield return new SharedFault("node frozen", "node", 4, async (random, token) =>
        {
            var node = random.Next(cluster.Nodes.Count);
            cluster.Pause(node);
            try
            {
                return $"db{node + 1} for {await SharedFault.PassAsync(random, SharedGround.Lease * 3, token)}";
            }
            finally
            {
                cluster.Resume(node);
            }
        });
    }
}
