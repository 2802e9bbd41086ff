using System.Globalization;
using Ham4db.Client;
using Ham4db.Client.Contract;
using Ham4db.Samples.LocalCluster.Databases;
using Ham4db.Testing;

namespace Ham4db.Samples.LocalCluster.Running;

/// <summary>Databases, three server processes and a client that knows all three.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private const int Nodes = 3;

    private static readonly TimeSpan DiscoveryDeadline = TimeSpan.FromSeconds(60);

    private readonly IDatabases _databases;
    private readonly Narration _narration;
    private ServerCluster? _servers;
    private IHam4dbClient? _client;

    public RunningCluster(IDatabases databases, Narration narration)
    {
        _databases = databases;
        _narration = narration;
    }

    public ServerCluster Servers => _servers ?? throw new InvalidOperationException("The cluster has not been started.");

    public IHam4dbClient Client => _client ?? throw new InvalidOperationException("The cluster has not been started.");

    public string Master => _databases.Master;

    /// <summary>A replica to try changes on.</summary>
    public InstanceKey SomeReplica => KeyOf(_databases.All[^1]);

    /// <summary>What a node is called in the story: <c>node 1</c> to <c>node 3</c>.</summary>
    public string NameOf(ServerProcess node) => NameOf(Servers.Nodes.ToList().IndexOf(node));

    /// <summary>What a node says of itself.</summary>
    public Task<RaftStatus> StatusOf(ServerProcess node, CancellationToken cancellationToken)
        => Client.Raft.StatusAsync(new Uri(node.Address, "api/"), cancellationToken);

    /// <summary>Starts everything and returns when the topology is discovered.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _narration.Part("Ham4db on this machine: three nodes, one leader");
        _narration.Say("databases", _databases.Description);
        await _databases.StartAsync(cancellationToken);
        _narration.Say("databases", $"master {_databases.Master}, replicas {string.Join(", ", _databases.All.Skip(1))}", Mood.Good);

        _servers = new ServerCluster(Nodes, seeds: [_databases.Master]);
        _client = Ham4dbClient.Create(new Ham4dbClientOptions { Endpoints = [.. _servers.Addresses] });
        await Task.WhenAll(_servers.Nodes.Select(node => StartNodeAsync(node, cancellationToken)));

        var leader = await _servers.LeaderAsync(cancellationToken: cancellationToken);
        _narration.Say("leader", $"{NameOf(leader)} is elected in term {await TermAsync(leader, cancellationToken)}", Mood.Leader);
        await DiscoverAsync(cancellationToken);
    }

    /// <summary>Starts a node, for the first time or again.</summary>
    public async Task StartNodeAsync(ServerProcess node, CancellationToken cancellationToken)
    {
        await node.StartAsync(cancellationToken);
        _narration.Say(NameOf(node), $"answers at {node.Address.ToString().TrimEnd('/')} (process {node.Process.Id})");
    }

    /// <summary>The term in which a node leads, for people.</summary>
    public async Task<string> TermAsync(ServerProcess leader, CancellationToken cancellationToken)
        => (await StatusOf(leader, cancellationToken)).Term?.ToString(CultureInfo.InvariantCulture) ?? "unknown";

    /// <summary>The replication tree, drawn by the cluster, asked for through the client.</summary>
    public async Task<IReadOnlyList<string>> DrawAsync(CancellationToken cancellationToken)
        => (await Client.Topology.DrawAsync(_databases.Master, cancellationToken)).TrimEnd('\n').Split('\n');

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        if (_servers is not null)
        {
            await _servers.DisposeAsync();
        }
    }

    private static string NameOf(int position) => string.Create(CultureInfo.InvariantCulture, $"node {position + 1}");

    private static InstanceKey KeyOf(string address)
        => InstanceKey.TryParse(address, 3306, out var key) ? key : throw new InvalidOperationException($"{address} is no host:port.");

    private async Task DiscoverAsync(CancellationToken cancellationToken)
    {
        var told = new HashSet<InstanceKey>();
        await Eventually.SeeAsync(
            "the topology to be discovered",
            async token =>
            {
                var instances = await Client.Instances.ListAsync(token);
                foreach (var instance in instances.Where(instance => instance.IsLastCheckValid && told.Add(instance.Key)))
                {
                    _narration.Say("discovered", Describe(instance), Mood.Good);
                }

                return string.Join(", ", instances.Select(instance => $"{instance.Key} {(IsHealthy(instance) ? "healthy" : "not yet healthy")}"));
            },
            _ => told.Count >= _databases.All.Count,
            DiscoveryDeadline,
            cancellationToken);
    }

    private static bool IsHealthy(Instance instance) => instance.IsLastCheckValid && instance.Problems.Count == 0;

    private static string Describe(Instance instance) => instance.MasterKey.IsValid
        ? $"{instance.Key}, replica of {instance.MasterKey}, {instance.Version}"
        : $"{instance.Key}, master, {instance.Version}";
}
