using System.Globalization;
using System.Text.Json.Nodes;

namespace Ham4db.Testing;

/// <summary>Several <c>ham4db-server</c> processes that form one raft cluster, each on its own SQLite file.</summary>
public sealed class ServerCluster : IAsyncDisposable
{
    /// <summary>Prepares the nodes; <see cref="StartAsync"/> starts them.</summary>
    /// <param name="nodes">How many: 1, 3 or 5.</param>
    /// <param name="seeds">Instances to begin discovery with, as <c>host:port</c>.</param>
    /// <param name="configure">Changes a node's configuration before its file is written: the configuration, and the node's position from 0.</param>
    /// <param name="onLine">Called with a node's position and each line it prints, from any thread; must not throw.</param>
    /// <param name="network">A host for each node; null puts all on 127.0.0.1.</param>
    public ServerCluster(
        int nodes = 3,
        IEnumerable<string>? seeds = null,
        Action<JsonObject, int>? configure = null,
        Action<int, string>? onLine = null,
        NetworkNamespaces? network = null)
    {
        var raft = FreePort.Next(nodes).Select((port, position) => At(HostOf(position), port)).ToArray();
        var seedList = seeds?.ToArray() ?? [];
        Nodes =
        [
            .. Enumerable.Range(0, nodes).Select(position =>
            {
                var http = At(HostOf(position), FreePort.Next());
                var configuration = new JsonObject
                {
                    ["ListenAddress"] = http,
                    ["HTTPAdvertise"] = $"http://{http}",
                    ["RaftEnabled"] = true,
                    ["RaftBind"] = raft[position],
                    ["RaftAdvertise"] = raft[position],
                    ["RaftNodes"] = new JsonArray([.. raft.Select(address => JsonValue.Create(address))]),
                    ["MySQLTopologyUser"] = MariaDbUsers.TopologyUser,
                    ["MySQLTopologyPassword"] = MariaDbUsers.TopologyPassword,
                    ["DiscoverySeeds"] = new JsonArray([.. seedList.Select(seed => JsonValue.Create(seed))]),
                    ["InstancePollSeconds"] = 1,
                    ["HostnameResolveMethod"] = "none",
                    ["MySQLHostnameResolveMethod"] = "@@report_host",
                    ["DiscoverByShowSlaveHosts"] = true,
                };
                configure?.Invoke(configuration, position);
                var node = new ServerProcess(configuration, onLine is null ? null : line => onLine(position, line), HostOf(position));
                node.Configuration["RaftDataDir"] ??= node.Directory.Combine("raft");
                return node;
            }),
        ];

        NetworkHost? HostOf(int position) => network?.Hosts[position];
    }

    /// <summary>The nodes, in the order of <c>RaftNodes</c>, and those that were added.</summary>
    public IReadOnlyList<ServerProcess> Nodes { get; private set; }

    /// <summary>Base addresses of all nodes.</summary>
    public IReadOnlyList<string> Addresses => [.. Nodes.Select(node => node.Address.ToString().TrimEnd('/'))];

    /// <summary>The value of <c>HAM4DB_API</c> for a client of this cluster.</summary>
    public string ApiVariable => string.Join(' ', Addresses.Select(address => address + "/api"));

    /// <summary>Starts all nodes side by side and waits until one leads.</summary>
    /// <returns>The leader.</returns>
    public async Task<ServerProcess> StartAsync(CancellationToken cancellationToken = default)
    {
        await Task.WhenAll(Nodes.Select(node => node.StartAsync(cancellationToken))).ConfigureAwait(false);
        return await LeaderAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits until exactly one node says that it leads.</summary>
    /// <param name="within">The deadline; null for the default of <see cref="Eventually"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">There is no leader, or more than one.</exception>
    public async Task<ServerProcess> LeaderAsync(TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        var leaders = await Eventually.SeeAsync(
            "exactly one leader", LeadersAsync, seen => seen.Count == 1, within, cancellationToken).ConfigureAwait(false);
        return Nodes.Single(node => node.Address == leaders[0]);
    }

    /// <summary>Addresses of the nodes that say, now, that they lead.</summary>
    public async Task<IReadOnlyList<Uri>> LeadersAsync(CancellationToken cancellationToken = default)
    {
        var answers = await Task.WhenAll(Nodes.Select(node => node.LeadsAsync(cancellationToken))).ConfigureAwait(false);
        return [.. Nodes.Where((_, position) => answers[position]).Select(node => node.Address)];
    }

    /// <summary>Prepares one more node, configured like <paramref name="member"/> and told nothing of the others than that one's address.</summary>
    public ServerProcess Add(ServerProcess member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var configuration = member.Configuration.DeepClone().AsObject();
        foreach (var own in (string[])["RaftNodes", "RaftDataDir", "SQLite3DataFile"])
        {
            configuration.Remove(own);
        }

        var ports = FreePort.Next(2);
        var raft = At(host: null, ports[1]);
        configuration["ListenAddress"] = At(host: null, ports[0]);
        configuration["HTTPAdvertise"] = $"http://{At(host: null, ports[0])}";
        configuration["RaftBind"] = raft;
        configuration["RaftAdvertise"] = raft;
        configuration["RaftJoin"] = member.Configuration["HTTPAdvertise"]!.GetValue<string>();
        var node = new ServerProcess(configuration);
        node.Configuration["RaftDataDir"] = node.Directory.Combine("raft");
        Nodes = [.. Nodes, node];
        return node;
    }

    /// <summary>Kills a node, removes its files and forgets it.</summary>
    public async Task DropAsync(ServerProcess node)
    {
        ArgumentNullException.ThrowIfNull(node);
        Nodes = [.. Nodes.Where(other => other != node)];
        await node.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Kills every node and removes its files.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static string At(NetworkHost? host, int port) => string.Create(CultureInfo.InvariantCulture, $"{(object?)host?.Address ?? "127.0.0.1"}:{port}");
}
